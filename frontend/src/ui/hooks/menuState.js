import { useCallback, useSyncExternalStore } from 'react';

import { createStore } from '../../lib/store.js';

/** The one menu of values that is open, so that a key can open it as a click does. */
const open = createStore('');

/** @param {string} name */
export function openMenu(name) {
  open.set(name);
}

/**
 * Whether the menu of that name is open, and how to open and close it.
 * @param {string} name
 */
export function useOpenMenu(name) {
  const isOpen = useSyncExternalStore(open.subscribe, () => open.get() === name);
  const setIsOpen = useCallback(
    (/** @type {boolean} */ next) => {
      if (next) open.set(name);
      else if (open.get() === name) open.set('');
    },
    [name],
  );
  return /** @type {const} */ ([isOpen, setIsOpen]);
}
