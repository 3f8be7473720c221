// @vitest-environment node
import { MESSAGE_MAX } from '../../api/vocabulary.js';
import { lengthProblem } from './validation.js';

test('a message may take as many bytes as the server accepts', () => {
  expect(lengthProblem('x'.repeat(MESSAGE_MAX))).toBeUndefined();
  expect(lengthProblem('€'.repeat(Math.floor(MESSAGE_MAX / 3)))).toBeUndefined();
});

test('of a longer one it is said in characters by how much', () => {
  expect(lengthProblem('x'.repeat(MESSAGE_MAX + 1))).toBe(
    'This is too long. Shorten it by about 1 character.',
  );
  expect(lengthProblem('ж'.repeat(MESSAGE_MAX / 2 + 1200))).toBe(
    'This is too long. Shorten it by about 1,200 characters.',
  );
});
