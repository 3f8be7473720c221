import { threadCopy } from './copy.js';

/**
 * Return the name of who wrote a message, as agents see it.
 * @param {import('../../../types').Message['author']} author
 * @param {number | string | null} [me] the account of who reads it
 */
export function authorName({ kind, id, name }, me = null) {
  if (kind === 'requester') return name || threadCopy.requester;
  if (kind === 'system') return threadCopy.system;
  if (id !== null && id === me) return threadCopy.you;
  return name || (id === null ? threadCopy.nobody : threadCopy.agent);
}
