// @vitest-environment node
import { age, ago, clockTime, exactTime, shortDay, shortTime } from './dates.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-06-15T12:00:00Z');

/** @param {number} elapsed */
const before = (elapsed) => new Date(NOW - elapsed).toISOString();

describe('age', () => {
  test.each([
    [0, 'now'],
    [MINUTE - SECOND, 'now'],
    [MINUTE, '1 min'],
    [HOUR - SECOND, '59 min'],
    [HOUR, '1 h'],
    [DAY - SECOND, '23 h'],
    [DAY, '1 d'],
    [7 * DAY - SECOND, '6 d'],
  ])('%i ms is "%s"', (elapsed, expected) => {
    expect(age(before(elapsed), NOW)).toBe(expected);
  });

  test('is a date without a year from the seventh day on', () => {
    const text = age(before(7 * DAY), NOW);
    expect(text).toMatch(/\b8\b/);
    expect(text).not.toMatch(/2026|\bd$/);
  });

  test('names the year where it is another one', () => {
    expect(age('2025-06-15T12:00:00Z', NOW)).toContain('2025');
  });

  test('is not negative where the clock of the server runs ahead', () => {
    expect(age(before(-5 * MINUTE), NOW)).toBe('now');
  });
});

describe('ago', () => {
  test('reads well in a sentence', () => {
    expect(ago(before(SECOND), NOW)).toBe('just now');
    expect(ago(before(4 * MINUTE), NOW)).toBe('4 min ago');
    expect(ago(before(7 * DAY - SECOND), NOW)).toBe('6 d ago');
  });

  test('is the bare date from the seventh day on', () => {
    expect(ago(before(7 * DAY), NOW)).toBe(age(before(7 * DAY), NOW));
  });

  test('is "just now" where the clock of the server runs ahead', () => {
    expect(ago(before(-DAY), NOW)).toBe('just now');
  });
});

test('the exact time has the year, the short one does not', () => {
  expect(exactTime('2026-06-15T12:34:00Z')).toMatch(/2026/);
  expect(exactTime('2026-06-15T12:34:00Z')).toMatch(/34/);
  expect(shortTime('2026-06-15T12:34:00Z')).toMatch(/34/);
  expect(shortTime('2026-06-15T12:34:00Z')).not.toMatch(/2026/);
});

test('the time of day has hours and minutes', () => {
  expect(clockTime(new Date(2026, 5, 15, 9, 41).getTime())).toMatch(/9.41/);
});

test.each([
  ['2026-03-01', 1],
  ['2026-12-31', 31],
])('the day %s of the statistics stays that day in every zone', (date, day) => {
  expect(shortDay(date)).toMatch(new RegExp(`\\b${day}\\b`));
});
