import { loadSeen } from './seenBatches.js';

/** @typedef {import('../../../types').Seen} Seen */

// Another device of the same person may have read on.
const FRESH = 60_000;

/** @param {number} ticket */
export const seenKey = (ticket) => /** @type {const} */ (['seen', ticket]);

/**
 * Return the query for how far a ticket has been read: null for not at all.
 * @param {number} ticket
 * @param {boolean} isWanted
 */
export const seenQuery = (ticket, isWanted) => ({
  queryKey: seenKey(ticket),
  queryFn: (/** @type {{ signal: AbortSignal }} */ { signal }) => loadSeen(ticket, signal),
  enabled: isWanted,
  staleTime: FRESH,
  // A mark is not worth a second request.
  retry: false,
});

/**
 * Return whether the requester has written since a ticket was last read; what was never read counts as
 * long as they wait.
 * @param {Pick<import('../../../types').Ticket, 'last_requester_at' | 'awaiting'>} ticket
 * @param {Seen | null | undefined} seen undefined while that is not known
 */
export function isUnread({ last_requester_at: writtenAt, awaiting }, seen) {
  if (!writtenAt || seen === undefined) return false;
  if (seen === null) return awaiting === 'agent';
  return seen.at !== null && Date.parse(writtenAt) > Date.parse(seen.at);
}
