import { DESCRIPTION_MAX, EMAIL_MAX, NAME_MAX, TITLE_MAX } from '../../api/vocabulary.js';
import { lengthOf } from '../../lib/text.js';
import { ticketCopy } from './copy.js';

/**
 * Return the problem with a title, if there is one.
 * @param {string} title
 */
export function titleProblem(title) {
  if (!title) return ticketCopy.missing.title;
  return lengthOf(title) > TITLE_MAX ? ticketCopy.tooLong(TITLE_MAX) : undefined;
}

/**
 * Return the problem with a description, if there is one.
 * @param {string} description
 */
export function descriptionProblem(description) {
  if (!description) return ticketCopy.missing.description;
  return lengthOf(description) > DESCRIPTION_MAX ? ticketCopy.tooLong(DESCRIPTION_MAX) : undefined;
}

const LOCAL_PART_MAX = 64;
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN =
  /^([\p{L}\p{M}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(xn--[a-z\d]+|[\p{L}\p{M}]{2,63})$/iu;

/**
 * Return whether a text is likely an e-mail address; the server decides.
 * @param {string} text
 */
export function isAddress(text) {
  const at = text.lastIndexOf('@');
  if (at < 1 || at > LOCAL_PART_MAX) return false;
  return LOCAL_PART.test(text.slice(0, at)) && DOMAIN.test(text.slice(at + 1));
}

/**
 * Return the problem with a name, if there is one.
 * @param {string} name
 */
export function nameProblem(name) {
  return lengthOf(name) > NAME_MAX ? ticketCopy.tooLong(NAME_MAX) : undefined;
}

/**
 * Return the problem with an e-mail address, if there is one.
 * @param {string} address
 */
export function emailProblem(address) {
  if (lengthOf(address) > EMAIL_MAX) return ticketCopy.tooLong(EMAIL_MAX);
  return address && !isAddress(address) ? ticketCopy.noAddress : undefined;
}
