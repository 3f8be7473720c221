import { useState } from 'react';

/**
 * @typedef {object} AssigneeNotice
 * @property {import('../../../types').Reference} assignee somebody else
 * @property {boolean} isNew whether they have got the ticket while this text was being written
 * @property {() => void} dismiss
 */

/**
 * Return what to say about whose ticket it is to somebody who writes in it, or null.
 * @param {import('../../../types').Ticket} ticket
 * @param {boolean} isWriting
 * @param {number | string | null | undefined} me
 * @returns {AssigneeNotice | null}
 */
export function useAssigneeNotice({ assignee }, isWriting, me) {
  const now = assignee?.id ?? null;
  const [before, setBefore] = useState(now);
  // What it was as the writing began.
  if (!isWriting && before !== now) setBefore(now);
  if (!isWriting || !assignee || now === me) return null;
  return { assignee, isNew: now !== before, dismiss: () => setBefore(now) };
}
