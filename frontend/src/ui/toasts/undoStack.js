import { nanoid } from 'nanoid/non-secure';

import { uiCopy } from '../copy.js';
import { dismissToast, showToast } from './toastStore.js';

const REMEMBERED = 20;

/** @typedef {{ id: string, toast: string, until: number, run: () => void }} Undoable */

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
 * Show a change with an Undo: in the toast while it is there, and by the shortcut afterwards.
 * @param {{ key: string, text: string, hint: string, lasts?: number, run: () => void }} change `lasts`:
 *   the milliseconds for which it can be undone, if not for good
 */
export function offerUndo({ key, text, hint, lasts, run }) {
  /** @type {Undoable} */
  const entry = { id: nanoid(), toast: '', until: Date.now() + (lasts ?? Infinity), run };
  history = [...history, entry].slice(-REMEMBERED);
  entry.toast = showToast({
    kind: 'success',
    key,
    text,
    duration: lasts,
    action: { label: uiCopy.undo, hint, run: () => undo(entry) },
  });
}

/** Undo the last change that has not been undone yet. */
export function undoLast() {
  history = history.filter(({ until }) => until > Date.now());
  const last = history.at(-1);
  if (last) undo(last);
}

/** Clear the history, for tests. */
export function clearHistory() {
  history = [];
}
