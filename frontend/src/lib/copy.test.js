// @vitest-environment node
import { copy } from './copy.js';

test('a change is told in the words of the menu', () => {
  expect(copy.change.done(7, 'status', 'in_progress')).toBe('#7 is In progress now.');
  expect(copy.change.done(7, 'priority', 'high')).toBe('#7: priority is High now.');
});

test('the time to wait is told in seconds, then in minutes', () => {
  expect(copy.errors.too_many(30)).toContain('in 30 seconds.');
  expect(copy.errors.too_many(89)).toContain('in 89 seconds.');
  expect(copy.errors.too_many(90)).toContain('in 2 minutes.');
  expect(copy.errors.too_many(null)).toContain('in a minute.');
});

test('a total that the server stopped counting says so', () => {
  expect(copy.list.total({ count: 1, exact: true })).toBe('1 ticket');
  expect(copy.list.total({ count: 12, exact: true })).toBe('12 tickets');
  expect(copy.list.total({ count: 500, exact: false })).toBe('500+ tickets');
});

test('one of a thing is not many', () => {
  expect(copy.errors.too_many(1)).toContain('in 1 second.');
  expect(copy.form.countSpoken(1)).toBe('1 character left');
});
