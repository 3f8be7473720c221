import { onlineManager } from '@tanstack/react-query';

import { storage, tabStorage } from '../lib/storage.js';
import { resetStores } from '../test/resetStores.js';
import { respondWith } from './mockServer.js';

/** @type {Map<string, string>} */
const memory = new Map();

/** Keep stored values in memory, so that the developer's own are neither read nor changed. */
export function isolateStorage() {
  const kept = {
    read: (/** @type {string} */ key) => memory.get(key) ?? null,
    write: (/** @type {string} */ key, /** @type {string} */ value) =>
      Boolean(memory.set(key, value)),
    remove: (/** @type {string} */ key) => void memory.delete(key),
  };
  Object.assign(storage, kept);
  Object.assign(tabStorage, kept);
  resetStores();
}

/**
 * Reset the state kept outside React, and fill the storage.
 * @param {Record<string, unknown>} [stored] values by key
 */
export function resetState(stored = {}) {
  memory.clear();
  Object.entries(stored).forEach(([key, value]) => memory.set(key, JSON.stringify(value)));
  resetStores();
  respondWith(null);
  onlineManager.setOnline(true);
}
