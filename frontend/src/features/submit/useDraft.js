import { useSyncExternalStore } from 'react';

import { storage } from '../../lib/storage.js';
import { createStore } from '../../lib/store.js';
import { EMPTY_DRAFT, draftReducer, isEmptyDraft, restoreDraft } from './draft.js';

const KEY = 'tf.draft';
const SAVE_AFTER = 300;

function load() {
  try {
    return restoreDraft(JSON.parse(storage.read(KEY) ?? 'null'));
  } catch {
    return EMPTY_DRAFT;
  }
}

// Outside React, so that what was typed outlives the form when the tab changes, also where
// nothing can be stored.
const draft = createStore(load());
const saved = createStore(!isEmptyDraft(draft.get()));

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function save() {
  clearTimeout(timer);
  if (isEmptyDraft(draft.get())) {
    storage.remove(KEY);
    saved.set(false);
  } else {
    saved.set(storage.write(KEY, JSON.stringify(draft.get())));
  }
}

/** @param {import('./draft.js').Draft} next */
function replace(next) {
  if (next === draft.get()) return;
  draft.set(next);
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER);
}

if (typeof window !== 'undefined') window.addEventListener('pagehide', save);

/** @param {import('./draft.js').DraftAction} action */
export function dispatchDraft(action) {
  replace(draftReducer(draft.get(), action));
}

/**
 * Puts a draft back as it was.
 * @param {import('./draft.js').Draft} earlier
 */
export function putBackDraft(earlier) {
  replace(earlier);
}

/** Reads the draft from the device anew, as a reload does. */
export function reloadDraft() {
  clearTimeout(timer);
  draft.set(load());
  saved.set(!isEmptyDraft(draft.get()));
}

/** The draft on this device as it is now, for code that outlives a render. */
export const currentDraft = draft.get;

/** The ticket being written, and whether this device keeps it. */
export function useDraft() {
  return {
    draft: useSyncExternalStore(draft.subscribe, draft.get),
    isSaved: useSyncExternalStore(saved.subscribe, saved.get),
  };
}
