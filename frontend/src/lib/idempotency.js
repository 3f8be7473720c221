import { nanoid } from 'nanoid';

/** @typedef {{ key: string, body: string }} Sending what was sent, and the key it was sent under */

/**
 * Return the key under which a text is sent. The same text keeps its key, so that a retry after a
 * lost answer stores nothing twice; another text gets a new one, because the server refuses a key
 * that it has seen with other content.
 * @param {Sending | null} previous the last one sent
 * @param {string} body
 * @param {() => string} [makeKey]
 * @returns {Sending}
 */
export function sendingFor(previous, body, makeKey = nanoid) {
  return previous?.body === body ? previous : { key: makeKey(), body };
}
