// @vitest-environment node
/** The choices of a snooze in several zones, and over the nights in which clocks are changed. */
import process from 'node:process';

import { morningIn, presetsAt, readField, toApiTime, toFieldValue } from './presets.js';

const realZone = process.env.TZ;
afterEach(() => {
  process.env.TZ = realZone;
});

/**
 * Return the choices at a local time, by their ids.
 * @param {string} zone
 * @param {string} local
 */
function at(zone, local) {
  process.env.TZ = zone;
  const presets = presetsAt(new Date(local).getTime());
  return Object.fromEntries(presets.map(({ id, at: time }) => [id, toApiTime(time)]));
}

test('a Wednesday has all of them, at nine in the reader’s own zone', () => {
  expect(at('Europe/Berlin', '2026-02-11T14:10')).toEqual({
    later: '2026-02-11T16:30:00Z',
    tomorrow: '2026-02-12T08:00:00Z',
    monday: '2026-02-16T08:00:00Z',
    week: '2026-02-18T08:00:00Z',
  });
});

test.each([
  // The clocks go forward on 29 March: the same hour on the wall is an hour sooner.
  ['Europe/Berlin', '2026-03-27T10:00', '2026-03-28T08:00:00Z', '2026-03-30T07:00:00Z'],
  // Back on 25 October.
  ['Europe/Berlin', '2026-10-23T10:00', '2026-10-24T07:00:00Z', '2026-10-26T08:00:00Z'],
  ['America/New_York', '2026-03-06T10:00', '2026-03-07T14:00:00Z', '2026-03-09T13:00:00Z'],
  // Half an hour, in the southern autumn.
  ['Australia/Lord_Howe', '2026-04-03T10:00', '2026-04-03T22:00:00Z', '2026-04-05T22:30:00Z'],
])('in %s nine stays nine when clocks are changed', (zone, local, tomorrow, monday) => {
  expect(at(zone, local)).toMatchObject({ tomorrow, monday });
});

test('the night of the change itself: tomorrow is nine after it', () => {
  expect(at('Europe/Berlin', '2026-03-28T22:00').tomorrow).toBe('2026-03-29T07:00:00Z');
  expect(at('Europe/Berlin', '2026-10-24T22:00').tomorrow).toBe('2026-10-25T08:00:00Z');
});

test('three hours later are three hours, whatever the clocks do', () => {
  expect(at('Europe/Berlin', '2026-03-29T00:30').later).toBe('2026-03-29T02:30:00Z');
  expect(at('Europe/Berlin', '2026-10-25T00:30').later).toBe('2026-10-25T01:30:00Z');
});

test('late in the evening nothing is later today', () => {
  expect(at('UTC', '2026-02-11T20:59')).not.toHaveProperty('later');
  expect(at('UTC', '2026-02-11T20:30')).toMatchObject({ later: '2026-02-11T23:30:00Z' });
});

test('no time is offered twice', () => {
  // Sunday: tomorrow is Monday.
  expect(Object.keys(at('UTC', '2026-02-15T10:00'))).toEqual(['later', 'tomorrow', 'week']);
  // Monday: the next one is in a week.
  expect(Object.keys(at('UTC', '2026-02-16T10:00'))).toEqual(['later', 'tomorrow', 'monday']);
});

test('the end of a year and of February', () => {
  expect(at('UTC', '2027-12-31T10:00')).toMatchObject({ tomorrow: '2028-01-01T09:00:00Z' });
  expect(at('UTC', '2028-02-28T10:00')).toMatchObject({ tomorrow: '2028-02-29T09:00:00Z' });
});

test('a field for local times is written and read in the reader’s zone', () => {
  process.env.TZ = 'Asia/Kathmandu';
  const now = Date.parse('2026-02-11T10:00:00Z');
  const morning = morningIn(now, 1);
  expect(toFieldValue(morning)).toBe('2026-02-12T09:00');
  expect(readField('2026-02-12T09:00', now)).toEqual({ time: morning });
});

test.each([
  ['', 'missing'],
  ['tomorrow', 'missing'],
  ['2026-02-11T10:00', 'over'],
  ['2025-02-11T10:00', 'over'],
  ['2027-02-13T10:00', 'too_far'],
])('“%s” is no time to snooze until', (value, problem) => {
  process.env.TZ = 'UTC';
  expect(readField(value, Date.parse('2026-02-11T10:00:00Z'))).toEqual({ problem });
});
