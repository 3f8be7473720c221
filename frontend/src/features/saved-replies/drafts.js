import { createSharedDrafts } from '../../lib/sharedDrafts.js';

/**
 * @typedef {import('../../types').SavedReply} SavedReply
 * @typedef {import('../../types').SavedReplyValues} SavedReplyValues
 *
 * @typedef {SavedReplyValues & { by: number | null, version: number }} ReplyDraft `version`: that of
 *   the saved reply when it was opened, 0 for a new one
 */

/** @param {any} draft */
const isDraft = (draft) => typeof draft?.text === 'string';

/**
 * Drafts of saved replies. They outlive signing out.
 * @type {ReturnType<typeof createSharedDrafts<ReplyDraft>>}
 */
const drafts = createSharedDrafts('tf.saved-reply-drafts', isDraft);

export const {
  useDrafts: useReplyDrafts,
  keep: keepDraft,
  remove: removeDraft,
  find: findDraft,
  reload: reloadReplyDrafts,
} = drafts;

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

/** Return whether there is a draft of that name. @param {string} name */
export const useHasDraft = (name) => useReplyDrafts((all) => Boolean(all[name]));
