import { useSyncExternalStore } from 'react';

import { storage } from '../../lib/storage.js';
import { createStore } from '../../lib/store.js';

const KEY = 'tf.welcomed';

const isDue = createStore(storage.read(KEY) === null);

/** Ends the welcome for good: this browser's person has used the product, or had enough of it. */
export function endWelcome() {
  if (!isDue.get()) return;
  storage.write(KEY, '1');
  isDue.set(false);
}

/** Asks the device anew whether it is due, as a reload does. */
export function reloadWelcome() {
  isDue.set(storage.read(KEY) === null);
}

/** Whether this browser's person still gets the welcome. */
export function useWelcome() {
  return useSyncExternalStore(isDue.subscribe, isDue.get);
}
