import { create } from 'zustand';

import { nameHere } from './place.js';
import { storage } from './storage.js';

/**
 * Return a store of entries by name that stays on this device under one key. The tabs of a browser
 * share it: each writes the entries that it changes and no others, and takes over what another tab
 * writes, unless it has changed the same entry itself.
 * @template T
 * @param {string} key
 * @param {(entry: any) => boolean} isValid
 */
export function createSharedRecord(key, isValid) {
  /** @typedef {Record<string, T>} Entries */

  /** @param {string | null} text @returns {Entries} */
  function parse(text) {
    try {
      const entries = Object.entries(JSON.parse(text ?? '{}'));
      return Object.fromEntries(entries.filter(([, entry]) => isValid(entry)));
    } catch {
      return {};
    }
  }

  const load = () => parse(storage.read(key));
  const useEntries = create(load);

  /**
   * Show an entry in this tab; it is not stored yet.
   * @param {string} name
   * @param {T | undefined} entry undefined removes it
   */
  function show(name, entry) {
    useEntries.setState(replaced(useEntries.getState(), name, entry), true);
  }

  /**
   * Store an entry as this tab shows it.
   * @param {string} name
   * @returns {boolean} whether it was kept
   */
  function store(name) {
    const entries = replaced(load(), name, useEntries.getState()[name]);
    if (Object.keys(entries).length) return storage.write(key, JSON.stringify(entries));
    storage.remove(key);
    return true;
  }

  /** @param {StorageEvent} event */
  function follow({ key: changed, oldValue, newValue }) {
    if (changed !== nameHere(key)) return;
    const [before, after] = [parse(oldValue), parse(newValue)];
    for (const name of Object.keys({ ...before, ...after })) {
      const isOurs = !isSame(useEntries.getState()[name], before[name]);
      if (!isOurs && !isSame(before[name], after[name])) show(name, after[name]);
    }
  }
  if (typeof window !== 'undefined') window.addEventListener('storage', follow);

  return Object.assign(useEntries, {
    show,
    store,
    /** Read the entries from the device again, as a reload does. */
    reload: () => useEntries.setState(load(), true),
  });
}

/**
 * @template T
 * @param {Record<string, T>} entries
 * @param {string} name
 * @param {T | undefined} entry
 */
function replaced(entries, name, entry) {
  const others = Object.entries(entries).filter(([one]) => one !== name);
  return Object.fromEntries(entry === undefined ? others : [...others, [name, entry]]);
}

/** @param {unknown} one @param {unknown} other */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
