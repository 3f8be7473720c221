const TOKEN = /^[\w-]{43}$/;

/**
 * The address of a ticket's public side.
 * @param {string} token
 */
export function privateLink(token) {
  return `${window.location.origin}/?request=${token}`;
}

/**
 * Whether a text from an address can be a token at all. What is none must not become part of
 * another address.
 * @param {string} text
 */
export function isToken(text) {
  return TOKEN.test(text);
}
