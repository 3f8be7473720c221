import { useEffect, useRef, useSyncExternalStore } from 'react';

import { copy } from '../lib/copy.js';
import { createStore } from '../lib/store.js';
import { showToast } from './toasts/toastStore.js';

/**
 * @template T
 * @typedef {object} LateCode code that comes apart from the tab's, which is of use without
 * @property {() => Promise<void>} load fetches it, unless it is there
 * @property {() => void} preload the same, for when nobody waits; asking for it will tell if it fails
 * @property {() => T | null} get
 * @property {(listener: () => void) => () => void} subscribe
 */

/**
 * @template T
 * @param {() => Promise<T>} fetchCode
 * @returns {LateCode<T>}
 */
export function createLateCode(fetchCode) {
  const code = createStore(/** @type {T | null} */ (null));
  async function load() {
    if (!code.get()) code.set(await fetchCode());
  }
  return {
    load,
    preload: () => void load().catch(() => {}),
    get: code.get,
    subscribe: code.subscribe,
  };
}

/**
 * Late code, fetched once it is wanted; null until it has come. If it does not, the person is told.
 * @template T
 * @param {LateCode<T>} code
 * @param {boolean} isWanted
 * @param {() => void} [onMissing] what to do without
 * @returns {T | null}
 */
export function useLateCode(code, isWanted, onMissing) {
  const giveUp = useRef(onMissing);
  useEffect(() => {
    giveUp.current = onMissing;
  });
  useEffect(() => {
    if (!isWanted) return;
    code.load().catch(() => {
      giveUp.current?.();
      showToast({ kind: 'error', text: copy.errors.code });
    });
  }, [code, isWanted]);
  return useSyncExternalStore(code.subscribe, code.get);
}
