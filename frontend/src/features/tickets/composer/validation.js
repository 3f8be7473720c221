import { MESSAGE_MAX } from '../../../api/vocabulary.js';
import { bytesOf } from '../../../lib/text.js';
import { composerCopy } from './copy.js';

/**
 * Return the problem with the text of a message, if there is one.
 * @param {string} text
 * @param {import('../../../types').MessageKind} kind
 */
export function messageProblem(text, kind) {
  if (!text) return composerCopy.missing[kind];
  const over = bytesOf(text) - MESSAGE_MAX;
  return over > 0 ? composerCopy.tooLong(over) : undefined;
}
