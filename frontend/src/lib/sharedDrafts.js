import { createSharedRecord } from './sharedRecord.js';

const SAVE_AFTER = 300;

/**
 * Return drafts by name, which stay on this device: stored once nothing more is typed, and shared by
 * the tabs of a browser.
 * @template T
 * @param {string} key
 * @param {(draft: any) => boolean} isValid
 */
export function createSharedDrafts(key, isValid) {
  /** @type {ReturnType<typeof createSharedRecord<T>>} */
  const useDrafts = createSharedRecord(key, isValid);
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const timers = new Map();

  /** @param {string} name */
  function store(name) {
    clearTimeout(timers.get(name));
    timers.delete(name);
    useDrafts.store(name);
  }

  if (typeof window !== 'undefined') {
    window.addEventListener('pagehide', () => [...timers.keys()].forEach(store));
  }

  return {
    useDrafts,
    /** @param {string} name @param {T} draft */
    keep(name, draft) {
      useDrafts.show(name, draft);
      clearTimeout(timers.get(name));
      timers.set(
        name,
        setTimeout(() => store(name), SAVE_AFTER),
      );
    },
    /** @param {string} name */
    remove(name) {
      useDrafts.show(name, undefined);
      store(name);
    },
    /** @param {string} name @returns {T | undefined} */
    find: (name) => useDrafts.getState()[name],
    /** Read the drafts from the device again, as a reload does. */
    reload() {
      timers.forEach(clearTimeout);
      timers.clear();
      useDrafts.reload();
    },
  };
}
