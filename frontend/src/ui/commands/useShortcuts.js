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

// As long as a sequence may take; all of them begin with G.
const PATIENCE = 1000;
let pressedG = -PATIENCE;

/** @param {KeyboardEvent} event */
function noteG({ key, timeStamp }) {
  pressedG = key === 'g' ? timeStamp : -PATIENCE;
}

/** @param {string} key */
const isAfterG =
  (key) =>
  (/** @type {import('./shortcuts.js').Shortcut} */ { keys }) =>
    keys[0] === `g ${key}`;

/** @param {import('./shortcuts.js').Shortcut} shortcut */
function handlerOf({ id, keys: [key], repeats }) {
  return (/** @type {KeyboardEvent} */ event) => {
    if (event.repeat && !repeats) return;
    // By itself the T of “G T” means something else.
    if (event.timeStamp - pressedG < PATIENCE && SHORTCUTS.some(isAfterG(key))) return;
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
    // After the others, which look at the key before.
    window.addEventListener('keydown', noteG);
    return () => {
      stops.forEach((stop) => stop());
      window.removeEventListener('keydown', noteG);
    };
  }, [isOn]);
}
