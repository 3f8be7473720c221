import { mergeTags } from '../../features/tickets/editing/merge.js';
import { editTags, tagChangeWords, tagEdit, toggled } from './tagEdits.js';

test('an edit is what makes one set of tags of another, whatever their case', () => {
  expect(tagEdit(['refund', 'VAT'], ['vat', 'angry'])).toEqual({
    add: ['angry'],
    remove: ['refund'],
  });
});

test('tags are in the server’s order after an edit, each once', () => {
  expect(editTags(['Zoll', 'vat'], { add: ['äpfel', 'VAT'], remove: ['zoll'] })).toEqual([
    'äpfel',
    'vat',
  ]);
});

test.each([
  ['both add another one', ['a'], ['a', 'b'], ['a', 'c'], ['a', 'b', 'c']],
  ['both add the same', ['a'], ['a', 'b'], ['a', 'B'], ['a', 'B']],
  ['one adds, the other removes', ['a'], ['a', 'b'], [], ['b']],
  ['one removes what the other keeps', ['a', 'b'], ['a'], ['a', 'b', 'c'], ['a', 'c']],
  ['both remove the same', ['a', 'b'], ['a'], ['a'], ['a']],
])('changes of two people come together: %s', (_name, base, mine, theirs, merged) => {
  expect(mergeTags({ base, mine, theirs })).toEqual(merged);
});

test('a tag is put on and taken off in turn', () => {
  expect(toggled(['vat'], 'angry')).toEqual(['vat', 'angry']);
  expect(toggled(['vat', 'angry'], 'VÁT')).toEqual(['angry']);
});

test('words say what came and went', () => {
  expect(tagChangeWords({ add: ['vat', 'de'], remove: ['refund'] })).toBe(
    'added vat, de, removed refund',
  );
  expect(tagChangeWords({ add: [], remove: ['refund'] })).toBe('removed refund');
});
