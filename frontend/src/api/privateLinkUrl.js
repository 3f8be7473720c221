import { BASE } from '../lib/place.js';

const TOKEN = /^[\w-]{43}$/;

/**
 * Return the address of a ticket's public page.
 * @param {string} token
 */
export function privateLinkUrl(token) {
  return `${window.location.origin}${BASE}?request=${token}`;
}

/**
 * Return whether a text has the form of a token. Anything else must not become part of another
 * address.
 * @param {string} text
 */
export function isToken(text) {
  return TOKEN.test(text);
}
