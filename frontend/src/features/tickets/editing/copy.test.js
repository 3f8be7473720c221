// @vitest-environment node
import { editingCopy } from './copy.js';

test('a change is told in the words of the menu', () => {
  expect(editingCopy.done(7, 'status', 'in_progress')).toBe('#7 is In progress now.');
  expect(editingCopy.done(7, 'priority', 'high')).toBe('#7: priority is High now.');
});
