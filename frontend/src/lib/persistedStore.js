import { create } from 'zustand';

import { storage } from './storage.js';

/**
 * Return a store whose value stays on this device under a key of its own. The default value is not
 * stored, and stands where the stored one is missing, damaged or of an unknown release.
 *
 * Not zustand's `persist`: it wraps what it stores in a version, which the keys in use do not have
 * and index.html does not expect, and it loses a stored `false`.
 * @template T
 * @param {string} key
 * @param {T} initial
 * @param {object} format
 * @param {(value: any) => boolean} format.isValid
 * @param {(text: string) => unknown} [format.parse]
 * @param {(value: T) => string} [format.serialize]
 */
export function createPersistedStore(
  key,
  initial,
  { isValid, parse = JSON.parse, serialize = JSON.stringify },
) {
  function load() {
    const text = storage.read(key);
    if (text === null) return initial;
    try {
      const value = parse(text);
      return isValid(value) ? /** @type {T} */ (value) : initial;
    } catch {
      return initial;
    }
  }

  const useValue = create(load);
  const { setState } = useValue;
  // Stored even if it is the value at hand: another tab may have stored a different one.
  useValue.setState = /** @type {typeof setState} */ (
    (/** @type {any} */ update) => {
      setState(update, true);
      const value = useValue.getState();
      if (value === initial) storage.remove(key);
      else storage.write(key, serialize(value));
    }
  );
  /** Read the value from the device again, as a reload does. */
  const reload = () => setState(load(), true);
  return Object.assign(useValue, { reload });
}
