import { MESSAGE_DRAFTS } from '../../domain/ticket/deviceKeys.js';
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
 * Drafts of saved replies; they stand among those of messages, and go with them on signing out.
 * @type {ReturnType<typeof createSharedRecord<ReplyDraft>>}
 */
export const useReplyDrafts = createSharedRecord(MESSAGE_DRAFTS, isDraft);

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const timers = new Map();

/**
 * Return the name of the draft of a saved reply, of a copy of one, or of a new one.
 * @param {{ id: number } | null} reply
 * @param {boolean} [isCopy]
 */
export function draftName(reply, isCopy = false) {
  if (!reply) return 'saved-reply new';
  return isCopy ? `saved-reply copy ${reply.id}` : `saved-reply ${reply.id}`;
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

/**
 * Return a draft, if there is one of whoever is here now.
 * @param {string} name
 * @param {number | null} owner
 * @returns {ReplyDraft | undefined}
 */
export function findDraft(name, owner) {
  const draft = useReplyDrafts.getState()[name];
  return draft && isOf(draft, owner) ? draft : undefined;
}

/** @param {ReplyDraft} draft @param {number | null} owner */
const isOf = (draft, owner) => draft.by === null || draft.by === owner;

/**
 * Return whether there is a draft of that name, of whoever is here now.
 * @param {string} name
 * @param {number | null} owner
 */
export function useHasDraft(name, owner) {
  return useReplyDrafts((drafts) => Boolean(drafts[name] && isOf(drafts[name], owner)));
}

/** Read the drafts from the device again, as a reload does. */
export function reloadReplyDrafts() {
  timers.forEach(clearTimeout);
  timers.clear();
  useReplyDrafts.reload();
}
