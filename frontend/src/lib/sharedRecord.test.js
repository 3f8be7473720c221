import { createSharedRecord } from './sharedRecord.js';

const KEY = 'tf.shared';
const isValid = (/** @type {unknown} */ entry) => typeof entry === 'string';

const stored = () => JSON.parse(localStorage.getItem(KEY) ?? 'null');

/** Store as another tab does. @param {Record<string, string>} entries */
function writeElsewhere(entries) {
  const [oldValue, newValue] = [localStorage.getItem(KEY), JSON.stringify(entries)];
  localStorage.setItem(KEY, newValue);
  window.dispatchEvent(new StorageEvent('storage', { key: KEY, oldValue, newValue }));
}

test('a tab stores the entries that it changes and leaves the others', () => {
  const useRecord = createSharedRecord(KEY, isValid);
  localStorage.setItem(KEY, JSON.stringify({ theirs: 'x' }));
  useRecord.show('mine', 'y');
  expect(stored()).toEqual({ theirs: 'x' });
  expect(useRecord.store('mine')).toBe(true);
  expect(stored()).toEqual({ theirs: 'x', mine: 'y' });
});

test('nothing is left of the last entry, and damaged ones are left out', () => {
  localStorage.setItem(KEY, JSON.stringify({ good: 'x', bad: 3 }));
  const useRecord = createSharedRecord(KEY, isValid);
  expect(useRecord.getState()).toEqual({ good: 'x' });
  useRecord.show('good', undefined);
  useRecord.store('good');
  expect(localStorage.getItem(KEY)).toBeNull();
  localStorage.setItem(KEY, '{');
  useRecord.reload();
  expect(useRecord.getState()).toEqual({});
});

test('what another tab writes is taken over, unless this one has changed it', () => {
  const useRecord = createSharedRecord(KEY, isValid);
  useRecord.show('both', 'old');
  useRecord.store('both');
  writeElsewhere({ both: 'new', other: 'x' });
  expect(useRecord.getState()).toEqual({ both: 'new', other: 'x' });
  useRecord.show('both', 'typing');
  writeElsewhere({ both: 'newer' });
  expect(useRecord.getState()).toEqual({ both: 'typing' });
});
