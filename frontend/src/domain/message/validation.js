import { MESSAGE_MAX } from '../../api/vocabulary.js';
import { bytesOf, lengthOf } from '../../lib/text.js';
import { messageCopy } from './copy.js';

/**
 * Return the problem with the length of a message, if there is one: in characters, for nobody knows
 * bytes.
 * @param {string} text
 */
export function lengthProblem(text) {
  const bytes = bytesOf(text);
  if (bytes <= MESSAGE_MAX) return undefined;
  const share = (bytes - MESSAGE_MAX) / bytes;
  return messageCopy.tooLong(Math.ceil(lengthOf(text) * share));
}
