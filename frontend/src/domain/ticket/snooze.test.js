import { isSnoozed, untilWords, wasAnswered } from './snooze.js';

const NOW = new Date(2026, 1, 11, 14).getTime();
/** @param {number} day @param {number} [year] */
const at = (day, year = 2026) => new Date(year, 1, day, 9).toISOString();

test('a time close to now is told in few words', () => {
  expect(untilWords(new Date(2026, 1, 11, 17, 30).toISOString(), NOW)).toMatch(/^0?5:30.PM$/);
  expect(untilWords(at(12), NOW)).toMatch(/^Thu,? 09:00.AM$/);
  expect(untilWords(at(16), NOW)).toMatch(/^Mon,? 09:00.AM$/);
  expect(untilWords(at(25), NOW)).toMatch(/^Wed, Feb 25(,| at) 09:00.AM$/);
  expect(untilWords(at(10, 2027), NOW)).toMatch(/2027/);
  expect(untilWords('reply', NOW)).toBe('they answer');
});

test('a ticket is snoozed until its time, or until an answer', () => {
  expect(isSnoozed({ snoozed_until: at(12) }, NOW)).toBe(true);
  expect(isSnoozed({ snoozed_until: at(11) }, NOW)).toBe(false);
  expect(isSnoozed({ snoozed_until: 'reply' }, NOW)).toBe(true);
  expect(isSnoozed({ snoozed_until: null }, NOW)).toBe(false);
});

test('one that woke before its time was answered', () => {
  expect(wasAnswered(at(12), at(11))).toBe(true);
  expect(wasAnswered('reply', at(11))).toBe(true);
  expect(wasAnswered(at(12), at(12))).toBe(false);
});
