import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';

import { useSingleKeys } from '../hooks/preferences.js';
import { runCommand } from './commandRegistry.js';
import { SHORTCUTS } from './shortcuts.js';

const TYPING = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
const OVERLAY = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** @param {KeyboardEvent} event */
function isComposing(event) {
  // The code is what some browsers send for the key that ends a composition.
  return event.isComposing || event.keyCode === 229;
}

/** @param {KeyboardEvent} event */
function isTaken(event) {
  const target = event.target instanceof Element ? event.target : null;
  return (
    event.defaultPrevented ||
    isComposing(event) ||
    target?.closest(TYPING) !== null ||
    document.querySelector(OVERLAY) !== null
  );
}

/** @param {import('./shortcuts.js').Shortcut} shortcut */
function handlerOf({ id, repeats }) {
  return (/** @type {KeyboardEvent} */ event) => {
    if (event.repeat && !repeats) return;
    if (runCommand(id)) event.preventDefault();
  };
}

/** @param {import('./shortcuts.js').Shortcut[]} shortcuts */
function bindings(shortcuts) {
  return Object.fromEntries(
    shortcuts.flatMap((shortcut) => shortcut.keys.map((key) => [key, handlerOf(shortcut)])),
  );
}

/**
 * Run commands on their keys. Single letters do nothing while someone types, and can be switched
 * off.
 */
export function useShortcuts() {
  const isOn = useSingleKeys();

  useEffect(() => {
    const [single, others] = [true, false].map((wanted) =>
      SHORTCUTS.filter((shortcut) => Boolean(shortcut.single) === wanted),
    );
    const withModifier = others.filter(({ id }) => id !== 'close');
    const close = others.filter(({ id }) => id === 'close');
    const stops = [
      tinykeys(window, bindings(withModifier), { ignore: isComposing }),
      tinykeys(window, bindings(close), { ignore: isTaken }),
      isOn ? tinykeys(window, bindings(single), { ignore: isTaken }) : () => {},
    ];
    return () => stops.forEach((stop) => stop());
  }, [isOn]);
}
