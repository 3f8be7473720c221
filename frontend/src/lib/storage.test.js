// @vitest-environment node
import { storage } from './storage.js';

test('what is written can be read until it is removed', () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  });
  expect(storage.read('k')).toBeNull();
  expect(storage.write('k', 'v')).toBe(true);
  expect(storage.read('k')).toBe('v');
  storage.remove('k');
  expect(storage.read('k')).toBeNull();
});

test('where storing is blocked nothing throws and nothing is kept', () => {
  const refuse = () => {
    throw new DOMException('Access is denied.', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(storage.write('k', 'v')).toBe(false);
  expect(storage.read('k')).toBeNull();
  expect(() => storage.remove('k')).not.toThrow();
});

test('where there is no storage at all nothing throws either', () => {
  vi.stubGlobal('localStorage', undefined);
  expect(storage.write('k', 'v')).toBe(false);
  expect(storage.read('k')).toBeNull();
  expect(() => storage.remove('k')).not.toThrow();
});
