import { useCallback } from 'react';
import { create } from 'zustand';

/** The name of the one menu that is open, so that a key can open it as a click does. */
const useMenuName = create(() => '');

/** @param {string} name */
export const openMenu = (name) => useMenuName.setState(name);

/**
 * Return whether the menu of that name is open, and a function that opens or closes it.
 * @param {string} name
 */
export function useOpenMenu(name) {
  const isOpen = useMenuName((open) => open === name);
  const setIsOpen = useCallback(
    (/** @type {boolean} */ next) => {
      if (next) openMenu(name);
      else if (useMenuName.getState() === name) openMenu('');
    },
    [name],
  );
  return /** @type {const} */ ([isOpen, setIsOpen]);
}
