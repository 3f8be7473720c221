import { createHash } from 'node:crypto';

// The backend reads the page in the same way (backend/config/spa.py).
const INLINE_SCRIPT = /<script>(.*?)<\/script>/gs;

/**
 * The scripts that stand in a page itself, as a Content-Security-Policy names them.
 * @param {string} html
 */
export function scriptHashes(html) {
  return [...html.matchAll(INLINE_SCRIPT)]
    .map(([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    .join(' ');
}
