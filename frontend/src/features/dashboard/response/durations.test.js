// @vitest-environment node
import { exactSpan, formatSpan } from './durations.js';

/** @param {string} text */
const plain = (text) => text.replaceAll('\u00a0', ' ');

test.each([
  [0, '0 s', '0 s'],
  [1, '1 s', '1 s'],
  [59, '59 s', '59 s'],
  [60, '1 min', '1 min'],
  [89, '1 min', '1 min 29 s'],
  [840, '14 min', '14 min'],
  [3599, '1 h', '59 min 59 s'],
  [8049, '2 h 14 min', '2 h 14 min 9 s'],
  [86_399, '1 d', '23 h 59 min 59 s'],
  [277_000, '3 d 5 h', '3 d 4 h 56 min 40 s'],
])('%d seconds are "%s", exactly "%s"', (seconds, short, exact) => {
  expect(plain(formatSpan(seconds))).toBe(short);
  expect(plain(exactSpan(seconds))).toBe(exact);
});
