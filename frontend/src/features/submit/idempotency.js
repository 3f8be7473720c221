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
 * @param {Submission | null} previous the last one sent
 * @param {import('../../types').NewTicket} ticket
 * @param {() => string} [makeKey]
 * @returns {Submission}
 */
export function submissionFor(previous, ticket, makeKey = nanoid) {
  const body = JSON.stringify(Object.values(contentOf(ticket)));
  if (previous?.body === body) return previous;
  const { suggestion_id: suggestionId } = ticket;
  return { key: makeKey(), body, ...(suggestionId ? { suggestionId } : {}) };
}

/**
 * Return the text that identifies the ticket, with its fields in a fixed order.
 * @param {import('../../types').NewTicket} ticket
 */
function contentOf({ title, description, category, priority, requester_name, requester_email }) {
  const ticket = { title, description, category, priority };
  // Both or none: one alone could be either.
  return requester_name || requester_email
    ? { ...ticket, requester_name, requester_email }
    : ticket;
}

/**
 * Return the ticket to send with the key.
 * @param {import('../../types').NewTicket} ticket
 * @param {Submission} submission
 * @returns {import('../../types').NewTicket}
 */
export function ticketFor(ticket, { suggestionId }) {
  const content = contentOf(ticket);
  return suggestionId ? { ...content, suggestion_id: suggestionId } : content;
}
