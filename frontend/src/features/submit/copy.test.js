// @vitest-environment node
import { submitCopy } from './copy.js';

test('one of a thing is not many', () => {
  expect(submitCopy.form.countSpoken(1)).toBe('1 character left');
});
