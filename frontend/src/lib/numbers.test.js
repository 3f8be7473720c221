// @vitest-environment node
import {
  formatBadge,
  formatCount,
  formatDecimal,
  formatDollars,
  formatDuration,
  formatShare,
} from './numbers.js';

/** @param {string} text */
const digits = (text) => text.replace(/\D/g, '');

test('large counts are grouped', () => {
  expect(formatCount(7)).toBe('7');
  expect(formatCount(1_234_567)).not.toBe('1234567');
  expect(digits(formatCount(1_234_567))).toBe('1234567');
});

test('a decimal has one place at most', () => {
  expect(digits(formatDecimal(3.27))).toBe('33');
  expect(formatDecimal(3)).toBe('3');
});

test.each([
  [0, '0'],
  [0.004, '0'],
  [0.666, '67'],
  [1, '100'],
])('the share of %f is %s percent', (fraction, expected) => {
  expect(digits(formatShare(fraction))).toBe(expected);
  expect(formatShare(fraction)).toContain('%');
});

test('a badge stays short', () => {
  expect(formatBadge(999)).toBe('999');
  expect(formatBadge(1000)).toBe('999+');
});

test.each([
  [0, '< 0.1'],
  [99, '< 0.1'],
  [412, '0.4'],
  [1234, '1.2'],
  [12_345, '12'],
])('%i ms took %s s', (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(`${expected}\u00a0s`);
});

test.each([
  [0, '000'],
  [0.000123, '000012'],
  [0.42, '042'],
  [0.5, '050'],
  [12.345, '1235'],
  [1234.5, '1235'],
])('%f dollars have the digits %s', (dollars, expected) => {
  expect(digits(formatDollars(dollars))).toBe(expected);
  expect(formatDollars(dollars)).toContain('$');
});
