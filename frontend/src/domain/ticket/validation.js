import { DESCRIPTION_MAX, EMAIL_MAX, NAME_MAX, TITLE_MAX } from '../../api/vocabulary.js';
import { copy } from '../../lib/copy.js';
import { lengthOf } from '../../lib/text.js';

/** What is wrong with a title, if anything is. @param {string} title */
export function titleProblem(title) {
  if (!title) return copy.form.missing.title;
  return lengthOf(title) > TITLE_MAX ? copy.form.tooLong(TITLE_MAX) : undefined;
}

/** What is wrong with a description, if anything is. @param {string} description */
export function descriptionProblem(description) {
  if (!description) return copy.form.missing.description;
  return lengthOf(description) > DESCRIPTION_MAX ? copy.form.tooLong(DESCRIPTION_MAX) : undefined;
}

const LOCAL_PART_MAX = 64;
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN =
  /^([\p{L}\p{M}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(xn--[a-z\d]+|[\p{L}\p{M}]{2,63})$/iu;

/**
 * Whether a text is likely an address to write to; the server has the last word.
 * @param {string} text
 */
export function isAddress(text) {
  const at = text.lastIndexOf('@');
  if (at < 1 || at > LOCAL_PART_MAX) return false;
  return LOCAL_PART.test(text.slice(0, at)) && DOMAIN.test(text.slice(at + 1));
}

/** What is wrong with a name, if anything is. @param {string} name */
export function nameProblem(name) {
  return lengthOf(name) > NAME_MAX ? copy.form.tooLong(NAME_MAX) : undefined;
}

/** What is wrong with an e-mail address, if anything is. @param {string} address */
export function emailProblem(address) {
  if (lengthOf(address) > EMAIL_MAX) return copy.form.tooLong(EMAIL_MAX);
  return address && !isAddress(address) ? copy.form.noAddress : undefined;
}
