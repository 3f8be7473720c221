import { createHash } from 'node:crypto';

// The backend reads the page in the same way (backend/config/spa.py).
const INLINE_SCRIPT = /<script>(.*?)<\/script>/gs;

/**
 * Return the hashes of the inline scripts of a page, for its Content-Security-Policy.
 * @param {string} html
 */
export function scriptHashes(html) {
  return [...html.matchAll(INLINE_SCRIPT)]
    .map(([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    .join(' ');
}
