import { MESSAGE_MAX } from '../../../api/vocabulary.js';
import { composerCopy } from './copy.js';

const encoder = new TextEncoder();

/**
 * Return the size of a text as the server measures it, in bytes.
 * @param {string} text
 */
export const sizeOf = (text) => encoder.encode(text).length;

/**
 * Return the problem with the text of a message, if there is one.
 * @param {string} text
 * @param {import('../../../types').MessageKind} kind
 */
export function messageProblem(text, kind) {
  if (!text) return composerCopy.missing[kind];
  const over = sizeOf(text) - MESSAGE_MAX;
  return over > 0 ? composerCopy.tooLong(over) : undefined;
}
