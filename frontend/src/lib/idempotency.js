import { nanoid } from 'nanoid';

/**
 * @typedef {object} Submission
 * @property {string} key
 * @property {string} body
 * @property {string} [suggestionId]
 */

/**
 * The key under which a ticket is sent. The same text keeps its key, so that a retry after a lost
 * answer makes no second ticket; another text gets a new one, because the server refuses a key
 * that it has seen with other content. For the same reason the same text is sent with the same
 * suggestion: a later one does not make it another ticket.
 * @param {Submission | null} previous what was sent last
 * @param {import('../types').NewTicket} ticket
 * @param {() => string} [makeKey]
 * @returns {Submission}
 */
export function submissionFor(previous, ticket, makeKey = nanoid) {
  const body = JSON.stringify([ticket.title, ticket.description, ticket.category, ticket.priority]);
  if (previous?.body === body) return previous;
  const { suggestion_id: suggestionId } = ticket;
  return { key: makeKey(), body, ...(suggestionId ? { suggestionId } : {}) };
}

/**
 * The ticket as it goes with the key.
 * @param {import('../types').NewTicket} ticket
 * @param {Submission} submission
 * @returns {import('../types').NewTicket}
 */
export function ticketFor({ title, description, category, priority }, { suggestionId }) {
  const ticket = { title, description, category, priority };
  return suggestionId ? { ...ticket, suggestion_id: suggestionId } : ticket;
}
