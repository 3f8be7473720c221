import { useSyncExternalStore } from 'react';

import { storage } from '../../lib/storage.js';
import { createStore } from '../../lib/store.js';

/**
 * Something that a person set once and finds again on this device. What is stored may be of an
 * earlier release or damaged; then the default holds.
 * @template T
 * @param {string} key
 * @param {T} initial
 * @param {(stored: unknown) => stored is T} isValid
 */
export function createPreference(key, initial, isValid) {
  /** @returns {T} */
  function load() {
    try {
      const stored = JSON.parse(storage.read(key) ?? 'null');
      return isValid(stored) ? stored : initial;
    } catch {
      return initial;
    }
  }

  const store = createStore(load());
  return {
    get: store.get,
    subscribe: store.subscribe,
    /** @param {T} next */
    set(next) {
      store.set(next);
      storage.write(key, JSON.stringify(next));
    },
    /** Reads it from the device anew, as a reload does. */
    reload: () => store.set(load()),
  };
}

/**
 * @template T
 * @param {{ get: () => T, subscribe: (listener: () => void) => () => void }} preference
 */
export function usePreference(preference) {
  return useSyncExternalStore(preference.subscribe, preference.get);
}

export const density = createPreference(
  'tf.density',
  /** @type {import('../../types').Density} */ ('comfortable'),
  /** @returns {stored is import('../../types').Density} */
  (stored) => stored === 'comfortable' || stored === 'compact',
);

/** Whether single letters act; off is better with speech input (WCAG 2.1.4). */
export const singleKeys = createPreference(
  'tf.single-keys',
  true,
  /** @returns {stored is boolean} */
  (stored) => typeof stored === 'boolean',
);

/** Reads them from the device anew, as a reload does. */
export function reloadPreferences() {
  density.reload();
  singleKeys.reload();
}
