import { blockStorage } from '../test/browser.js';
import { createPersistedStore } from './persistedStore.js';

const KEY = 'tf.test';

const isFlag = (/** @type {unknown} */ stored) => typeof stored === 'boolean';
const createFlag = () => createPersistedStore(KEY, true, { isValid: isFlag });

test('a value is on the device after a reload, also a false one', () => {
  createFlag().setState(false);
  expect(localStorage.getItem(KEY)).toBe('false');
  expect(createFlag().getState()).toBe(false);
});

test('the default takes no place on the device', () => {
  const store = createFlag();
  store.setState(false);
  store.setState(true);
  expect(localStorage).toHaveLength(0);
  expect(createFlag().getState()).toBe(true);
});

test.each(['tru', '{}', '"false"', ''])('the default stands for a damaged value: %j', (stored) => {
  localStorage.setItem(KEY, stored);
  expect(createFlag().getState()).toBe(true);
});

test('a value holds until the page goes where nothing can be stored', () => {
  blockStorage();
  const store = createFlag();
  store.setState(false);
  expect(store.getState()).toBe(false);
});

test('a value holds where the device is full', () => {
  const full = () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  vi.stubGlobal('localStorage', { getItem: () => 'false', setItem: full, removeItem: () => {} });
  const store = createPersistedStore(KEY, 0, { isValid: () => false });
  store.setState(7);
  expect(store.getState()).toBe(7);
});

test('a value that is chosen again replaces what another tab has stored meanwhile', () => {
  const store = createFlag();
  store.setState(false);
  localStorage.setItem(KEY, 'true');
  store.setState(false);
  expect(localStorage.getItem(KEY)).toBe('false');
});
