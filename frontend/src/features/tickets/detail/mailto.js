import { isAddress } from '../../../domain/ticket/validation.js';

/**
 * A link that starts a mail to an address, or null where that is none. What was stored is not
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
