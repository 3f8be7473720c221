import { isAddress } from '../../../domain/ticket/validation.js';

/**
 * Return a link that starts a mail to an address, or null if it is none. Stored data is not
 * trusted: nothing in it may become another recipient, a subject or a text.
 * @param {string} address
 */
export function mailtoOf(address) {
  if (!isAddress(address)) return null;
  const at = address.lastIndexOf('@');
  try {
    // Mail programs know domains by their ASCII form.
    const { hostname } = new URL(`http://${address.slice(at + 1)}`);
    return `mailto:${encodeURIComponent(address.slice(0, at))}@${hostname}`;
  } catch {
    return null;
  }
}
