import { mergeValues } from './merge.js';

const base = { name: 'Billing', members: [{ id: 1, capacity: 3 }, { id: 2 }], categories: ['a'] };

describe('mergeValues', () => {
  it('keeps what each of two people has changed', () => {
    const { values, clashes } = mergeValues(
      base,
      { ...base, name: 'Invoices' },
      { ...base, categories: ['a', 'b'] },
    );
    expect(values).toEqual({ ...base, name: 'Invoices', categories: ['a', 'b'] });
    expect(clashes).toEqual([]);
  });

  it('keeps mine where both have changed the same, and says so', () => {
    const { values, clashes } = mergeValues(
      base,
      { ...base, name: 'Invoices' },
      { ...base, name: 'Money' },
    );
    expect(values.name).toBe('Invoices');
    expect(clashes).toEqual(['name']);
  });

  it('merges lists entry by entry: added, removed and changed', () => {
    const { values, clashes } = mergeValues(
      base,
      { ...base, members: [{ id: 1, capacity: 4 }, { id: 2 }, { id: 3 }] },
      { ...base, members: [{ id: 1, capacity: 3 }, { id: 4 }] },
    );
    expect(values.members).toEqual([{ id: 1, capacity: 4 }, { id: 3 }, { id: 4 }]);
    expect(clashes).toEqual([]);
  });

  it('tells of a member whom one removes and the other changes', () => {
    const { values, clashes } = mergeValues(
      base,
      { ...base, members: [{ id: 2 }] },
      { ...base, members: [{ id: 1, capacity: 9 }, { id: 2 }] },
    );
    expect(values.members).toEqual([{ id: 2 }]);
    expect(clashes).toEqual(['members']);
  });

  it('has no clash where both have done the same', () => {
    const both = { ...base, name: 'Money' };
    expect(mergeValues(base, both, both)).toEqual({ values: both, clashes: [] });
  });
});
