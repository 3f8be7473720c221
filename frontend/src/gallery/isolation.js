import { onlineManager } from '@tanstack/react-query';

import { storage } from '../lib/storage.js';
import { resetStores } from '../test/resetStores.js';
import { answerWith } from './server.js';

/** @type {Map<string, string>} */
const memory = new Map();

/** What a developer has on this device is neither shown nor touched. */
export function keepStorageHere() {
  Object.assign(storage, {
    read: (/** @type {string} */ key) => memory.get(key) ?? null,
    write: (/** @type {string} */ key, /** @type {string} */ value) =>
      Boolean(memory.set(key, value)),
    remove: (/** @type {string} */ key) => void memory.delete(key),
  });
  resetStores();
}

/**
 * Everything that the product keeps outside React, as on the first visit and with what a specimen
 * finds on the device.
 * @param {Record<string, unknown>} [stored]
 */
export function startAfresh(stored = {}) {
  memory.clear();
  Object.entries(stored).forEach(([key, value]) => memory.set(key, JSON.stringify(value)));
  resetStores();
  answerWith(null);
  onlineManager.setOnline(true);
}
