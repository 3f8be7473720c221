import { create } from 'zustand';

import { storage } from '../../lib/storage.js';
import { EMPTY_DRAFT, draftReducer, isEmptyDraft, restoreDraft } from './draft.js';

const KEY = 'tf.draft';
const SAVE_AFTER = 300;

function storedDraft() {
  try {
    return restoreDraft(JSON.parse(storage.read(KEY) ?? 'null'));
  } catch {
    return EMPTY_DRAFT;
  }
}

function load() {
  const draft = storedDraft();
  return { draft, isSaved: !isEmptyDraft(draft) };
}

/**
 * The ticket being written, and whether it is stored on this device. Outside React, so that it
 * outlives the form when the tab changes, even if it cannot be stored.
 */
export const useDraft = create(load);

/** Return the draft as it is now, for code that outlives a render. */
export const currentDraft = () => useDraft.getState().draft;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function save() {
  clearTimeout(timer);
  const { draft, isSaved } = useDraft.getState();
  const isEmpty = isEmptyDraft(draft);
  if (isEmpty) storage.remove(KEY);
  const isStored = !isEmpty && storage.write(KEY, JSON.stringify(draft));
  // Else the form would be drawn anew after each pause.
  if (isStored !== isSaved) useDraft.setState({ isSaved: isStored });
}

/** @param {import('./draft.js').Draft} draft */
export function replaceDraft(draft) {
  if (draft === currentDraft()) return;
  useDraft.setState({ draft });
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER);
}

if (typeof window !== 'undefined') window.addEventListener('pagehide', save);

/** @param {import('./draft.js').DraftAction} action */
export function dispatchDraft(action) {
  replaceDraft(draftReducer(currentDraft(), action));
}

/** Read the draft from the device again, as a reload does. */
export function reloadDraft() {
  clearTimeout(timer);
  useDraft.setState(load());
}
