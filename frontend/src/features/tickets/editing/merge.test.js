import { makeTicket } from '../../../test/makeTicket.js';
import { otherChangedFields, isConflict } from './merge.js';

test.each([
  ['nobody else changed it', 'low', 'high', ['low'], false],
  ['somebody did', 'critical', 'high', ['low'], true],
  ['somebody made it the same', 'high', 'high', ['low'], false],
  ['it is what one saw, or what it was before that', 'low', 'high', ['medium', 'low'], false],
  ['one has never seen it', 'low', 'high', [undefined], true],
])('a field is contested where both want it different: %s', (_name, theirs, mine, bases, is) => {
  expect(isConflict({ theirs, mine, bases })).toBe(is);
});

test('what was changed beside a field is told, and what nobody sees is not', () => {
  const seen = makeTicket();
  const now = makeTicket({ title: 'Other', priority: 'high', status: 'closed', version: 4 });
  expect(otherChangedFields(seen, now, 'priority')).toEqual(['title', 'status']);
  expect(otherChangedFields(undefined, now, 'priority')).toEqual([]);
});
