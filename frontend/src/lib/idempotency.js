import { nanoid } from 'nanoid';

/**
 * The key under which a ticket is sent. The same text keeps its key, so that a retry after a lost
 * answer makes no second ticket; another text gets a new one, because the server refuses a key
 * that it has seen with other content.
 * @param {{ key: string, body: string } | null} previous what was sent last
 * @param {import('../types').NewTicket} ticket
 * @param {() => string} [makeKey]
 */
export function submissionFor(previous, ticket, makeKey = nanoid) {
  const body = JSON.stringify([ticket.title, ticket.description, ticket.category, ticket.priority]);
  return previous?.body === body ? previous : { key: makeKey(), body };
}
