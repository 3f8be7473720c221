// @vitest-environment node
import { errorCopy } from './copy.js';

test('the time to wait is told in seconds, then in minutes', () => {
  expect(errorCopy.too_many(30)).toContain('in 30 seconds.');
  expect(errorCopy.too_many(89)).toContain('in 89 seconds.');
  expect(errorCopy.too_many(90)).toContain('in 2 minutes.');
  expect(errorCopy.too_many(null)).toContain('in a minute.');
});

test('one of a thing is not many', () => {
  expect(errorCopy.too_many(1)).toContain('in 1 second.');
});
