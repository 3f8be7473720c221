import { createSharedRecord } from '../../lib/sharedRecord.js';

/**
 * @typedef {import('../../types').SavedReply} SavedReply
 * @typedef {import('../../types').SavedReplyValues} SavedReplyValues
 *
 * @typedef {SavedReplyValues & { by: number | null, version: number }} ReplyDraft `version`: that of
 *   the saved reply when it was opened, 0 for a new one
 */

const SAVE_AFTER = 300;

/** @param {any} draft */
const isDraft = (draft) => typeof draft?.text === 'string';

/**
 * Drafts of saved replies. They outlive signing out.
 * @type {ReturnType<typeof createSharedRecord<ReplyDraft>>}
 */
export const useReplyDrafts = createSharedRecord('tf.saved-reply-drafts', isDraft);

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const timers = new Map();

/**
 * Return the name of somebody's draft of a saved reply, of a copy of one, or of a new one.
 * @param {{ id: number } | null} reply
 * @param {number | null} by the account
 * @param {boolean} [isCopy]
 */
export function draftName(reply, by, isCopy = false) {
  const name = reply ? `${isCopy ? 'copy ' : ''}${reply.id}` : 'new';
  return by === null ? name : `${name} by ${by}`;
}

/** @param {string} name */
function store(name) {
  clearTimeout(timers.get(name));
  timers.delete(name);
  useReplyDrafts.store(name);
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => [...timers.keys()].forEach(store));
}

/**
 * Keep a draft: on the device, once nothing more is typed.
 * @param {string} name
 * @param {ReplyDraft} draft
 */
export function keepDraft(name, draft) {
  useReplyDrafts.show(name, draft);
  clearTimeout(timers.get(name));
  timers.set(
    name,
    setTimeout(() => store(name), SAVE_AFTER),
  );
}

/** @param {string} name */
export function removeDraft(name) {
  useReplyDrafts.show(name, undefined);
  store(name);
}

/** Return a draft, if there is one. @param {string} name @returns {ReplyDraft | undefined} */
export const findDraft = (name) => useReplyDrafts.getState()[name];

/** Return whether there is a draft of that name. @param {string} name */
export const useHasDraft = (name) => useReplyDrafts((drafts) => Boolean(drafts[name]));

/** Read the drafts from the device again, as a reload does. */
export function reloadReplyDrafts() {
  timers.forEach(clearTimeout);
  timers.clear();
  useReplyDrafts.reload();
}
