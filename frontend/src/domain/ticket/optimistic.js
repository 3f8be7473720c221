/**
 * A ticket with changes under way: its last confirmed state, and the changes requested since. They
 * are kept apart so that one refused change can be taken back alone.
 * @typedef {import('../../types').TicketChanges} TicketChanges
 * @typedef {TicketChanges | ((ticket: import('../../types').Ticket) => TicketChanges)} Changes
 * @typedef {{ id: string, changes: Changes }} PendingChange
 * @typedef {{ confirmed: import('../../types').Ticket, pending: PendingChange[] }} TrackedTicket
 */

/**
 * Return the values that changes give a ticket; some depend on those that it has.
 * @param {Changes} changes
 * @param {import('../../types').Ticket} ticket
 */
export const changesFor = (changes, ticket) =>
  typeof changes === 'function' ? changes(ticket) : changes;

/**
 * Return the ticket as it is shown: its confirmed state with every change under way on top.
 * @param {TrackedTicket} tracked
 * @returns {import('../../types').Ticket}
 */
export function shown({ confirmed, pending }) {
  return pending.reduce(
    (ticket, { changes }) => ({ ...ticket, ...changesFor(changes, ticket) }),
    confirmed,
  );
}

/**
 * @param {TrackedTicket} tracked
 * @param {PendingChange} change
 * @returns {TrackedTicket}
 */
export function started(tracked, change) {
  return { ...tracked, pending: [...tracked.pending, change] };
}

/**
 * @param {TrackedTicket} tracked
 * @param {string} id of the change that is over
 * @param {import('../../types').Ticket | null} answer the server's ticket, or null when it refused
 * @returns {TrackedTicket}
 */
export function settled(tracked, id, answer) {
  return {
    confirmed: answer ?? tracked.confirmed,
    pending: tracked.pending.filter((change) => change.id !== id),
  };
}
