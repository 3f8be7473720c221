/**
 * Return the cursor of the next page from a `Link` header (RFC 8288). Only the cursor is taken:
 * behind a proxy the rest of the URL may name a host that only the server can reach.
 * @param {string | null | undefined} header
 * @returns {string | null}
 */
export function nextCursor(header) {
  for (const [, url, parameters] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel="?(?:[^";]*\s)?next(?:\s[^";]*)?(?:[";]|$)/i.test(parameters)) {
      return new URL(url, 'http://localhost').searchParams.get('cursor');
    }
  }
  return null;
}
