import { createStore, useStore } from 'zustand';

import { storage } from '../../lib/storage.js';

/**
 * @typedef {import('../../lib/idempotency.js').Sending} Sending
 * @typedef {object} AnswerDraft
 * @property {string} text
 * @property {Sending | null} sending the last attempt to send it, which may have arrived
 * @property {boolean} isSaved whether this device keeps it
 */

const SAVE_AFTER = 300;

/** @type {AnswerDraft} */
const EMPTY = { text: '', sending: null, isSaved: false };

/**
 * Return the name under which a draft is stored: by the ticket's reference, for whoever reads the
 * device's storage must not find a link in it.
 * @param {string} reference
 */
const keyOf = (reference) => `tf.answer.${reference}`;

/** @param {any} sending @returns {sending is Sending} */
const isSending = (sending) => typeof sending?.key === 'string' && typeof sending.body === 'string';

/** @param {string} reference @returns {AnswerDraft} */
function stored(reference) {
  try {
    const { text, sending } = JSON.parse(storage.read(keyOf(reference)) ?? '{}');
    if (typeof text !== 'string') return EMPTY;
    return { text, sending: isSending(sending) ? sending : null, isSaved: true };
  } catch {
    return EMPTY;
  }
}

/** @param {string} reference */
function makeDraft(reference) {
  const store = createStore(() => stored(reference));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function save() {
    clearTimeout(timer);
    const { text, sending, isSaved } = store.getState();
    if (!text) storage.remove(keyOf(reference));
    const isStored =
      text !== '' && storage.write(keyOf(reference), JSON.stringify({ text, sending }));
    // Else the form would be drawn anew after each pause.
    if (isStored !== isSaved) store.setState({ isSaved: isStored });
  }

  return {
    store,
    save,
    /** Leave what was typed last unsaved. */
    drop: () => clearTimeout(timer),
    /** @param {string} text */
    type(text) {
      store.setState({ text });
      clearTimeout(timer);
      timer = setTimeout(save, SAVE_AFTER);
    },
    /** @param {Sending | null} sending */
    keepSending(sending) {
      store.setState({ sending });
      save();
    },
    clear() {
      store.setState({ text: '', sending: null });
      save();
    },
  };
}

/** @type {Map<string, ReturnType<typeof makeDraft>>} by reference */
const drafts = new Map();

/**
 * Return the answer that is being written to a ticket. Outside React, so that it outlives the form,
 * even if it cannot be stored.
 * @param {string} reference
 */
export function answerDraft(reference) {
  const known = drafts.get(reference);
  if (known) return known;
  const draft = makeDraft(reference);
  drafts.set(reference, draft);
  return draft;
}

/** @param {string} reference */
export const useAnswerDraft = (reference) => useStore(answerDraft(reference).store);

const saveAll = () => drafts.forEach(({ save }) => save());

if (typeof window !== 'undefined') window.addEventListener('pagehide', saveAll);

/** Read all drafts from the device again, as a reload does. */
export function reloadAnswerDrafts() {
  drafts.forEach(({ drop }) => drop());
  drafts.clear();
}
