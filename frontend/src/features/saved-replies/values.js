import { bytesOf, cleanLine, cleanText } from '../../lib/text.js';
import { savedReplyCopy } from './copy.js';

/**
 * @typedef {import('../../types').SavedReply} SavedReply
 * @typedef {import('../../types').SavedReplyValues} SavedReplyValues
 * @typedef {Partial<Record<keyof SavedReplyValues, string>>} Problems
 */

export const NAME_MAX = 100;
export const SHORTCUT_MAX = 32;
/** In bytes of UTF-8. */
export const TEXT_MAX = 16_384;

const copy = savedReplyCopy.editor;

/** @type {SavedReplyValues} */
export const EMPTY = { name: '', shortcut: '', text: '', set: {}, shared: true };

/**
 * Return what people edit of a saved reply.
 * @param {SavedReplyValues} reply
 * @returns {SavedReplyValues}
 */
export const valuesOf = ({ name, shortcut, text, set, shared }) => ({
  name,
  shortcut,
  text,
  set,
  shared,
});

/** @param {SavedReplyValues} one @param {SavedReplyValues} other */
export const isSame = (one, other) =>
  JSON.stringify(valuesOf(one)) === JSON.stringify(valuesOf(other));

/**
 * Return a shortcut in the making as one can be.
 * @param {string} typed
 */
export const toShortcut = (typed) => typed.toLowerCase().replace(/[\s_]+/g, '-');

/**
 * Return values as the server stores them.
 * @param {SavedReplyValues} values
 * @returns {SavedReplyValues}
 */
export const cleaned = (values) => ({
  ...values,
  name: cleanLine(values.name),
  shortcut: values.shortcut.trim(),
  text: cleanText(values.text),
});

/**
 * Return what is wrong with cleaned values, by field.
 * @param {SavedReplyValues} values
 * @returns {Problems}
 */
export function problemsOf({ name, shortcut, text }) {
  /** @type {Problems} */
  const problems = {};
  if (!name) problems.name = copy.nameMissing;
  else if ([...name].length > NAME_MAX) problems.name = copy.nameTooLong(NAME_MAX);
  if (!/^[a-z0-9-]{0,32}$/.test(shortcut)) problems.shortcut = copy.badShortcut;
  const over = bytesOf(text) - TEXT_MAX;
  if (!text) problems.text = copy.textMissing;
  else if (over > 0) problems.text = copy.textTooLong(over);
  return problems;
}
