// @vitest-environment node
import { isPlainClick } from './clicks.js';

const PLAIN = {
  button: 0,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  defaultPrevented: false,
};

test('a click with the main button alone is a plain one', () => {
  expect(isPlainClick(PLAIN)).toBe(true);
});

test.each([
  { button: 1 },
  { button: 2 },
  { metaKey: true },
  { ctrlKey: true },
  { shiftKey: true },
  { altKey: true },
  { defaultPrevented: true },
])('a click with %o is left to the browser', (difference) => {
  expect(isPlainClick({ ...PLAIN, ...difference })).toBe(false);
});
