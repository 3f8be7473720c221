import { nanoid } from 'nanoid/non-secure';

import { uiCopy } from '../copy.js';
import { dismissToast, showToast } from './toastStore.js';

const REMEMBERED = 20;

/** @typedef {{ id: string, toast: string, run: () => void }} Undoable */

/** @type {Undoable[]} */
let history = [];

/** @param {Undoable} entry */
function undo(entry) {
  if (!history.includes(entry)) return;
  history = history.filter((other) => other !== entry);
  dismissToast(entry.toast);
  entry.run();
}

/**
 * Tells what was done and offers to take it back: in the toast while that is there, and by the key
 * afterwards.
 * @param {{ key: string, text: string, hint: string, run: () => void }} change
 */
export function offerUndo({ key, text, hint, run }) {
  /** @type {Undoable} */
  const entry = { id: nanoid(), toast: '', run };
  history = [...history, entry].slice(-REMEMBERED);
  entry.toast = showToast({
    kind: 'success',
    key,
    text,
    action: { label: uiCopy.undo, hint, run: () => undo(entry) },
  });
}

/** Takes the last change back that has not been taken back yet. */
export function undoLast() {
  const last = history.at(-1);
  if (last) undo(last);
}

/** Forgets what could be undone, for a fresh start. */
export function clearHistory() {
  history = [];
}
