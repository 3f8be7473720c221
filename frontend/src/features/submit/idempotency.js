import { sendingFor } from '../../lib/idempotency.js';

/** @typedef {import('../../lib/idempotency.js').Sending & { suggestionId?: string }} Submission */

/**
 * Return the key under which a ticket is sent. The same text is sent with the same suggestion as well:
 * a later one does not make it another ticket.
 * @param {Submission | null} previous the last one sent
 * @param {import('../../types').NewTicket} ticket
 * @param {() => string} [makeKey]
 * @returns {Submission}
 */
export function submissionFor(previous, ticket, makeKey) {
  const body = JSON.stringify(Object.values(contentOf(ticket)));
  const submission = sendingFor(previous, body, makeKey);
  const { suggestion_id: suggestionId } = ticket;
  return submission === previous || !suggestionId ? submission : { ...submission, suggestionId };
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
