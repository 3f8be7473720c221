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

/**
 * Return the first letters of a name's first and last word.
 * @param {string} name
 */
export function initialsOf(name) {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return chosen.map((word) => [...word][0].toUpperCase()).join('');
}
