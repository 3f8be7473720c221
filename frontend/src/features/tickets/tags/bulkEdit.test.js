import { nextEdit, statesOf } from './bulkEdit.js';

/** @type {import('../../../types').TagEdit} */
const NOTHING = { add: [], remove: [] };

test('a tag is on each of the tickets, or on some', () => {
  const each = [['vat', 'angry'], ['VAT']];
  expect(Object.fromEntries(statesOf(each, false))).toMatchObject({ vat: true, angry: 'mixed' });
  // There are others, of which nothing is known here.
  expect(statesOf([['vat']], true).get('vat')).toBe('mixed');
});

test.each(
  /** @type {[string, boolean | 'mixed', import('../../../types').TagEdit[]][]} */ ([
    ['on none', false, [{ add: ['vat'], remove: [] }, NOTHING]],
    ['on each', true, [{ add: [], remove: ['vat'] }, NOTHING]],
    ['on some', 'mixed', [{ add: ['vat'], remove: [] }, { add: [], remove: ['vat'] }, NOTHING]],
  ]),
)('pressing a tag that is %s comes back to what it was', (_name, before, expected) => {
  let edit = NOTHING;
  for (const next of expected) {
    edit = nextEdit(edit, 'vat', before);
    expect(edit).toEqual(next);
  }
});
