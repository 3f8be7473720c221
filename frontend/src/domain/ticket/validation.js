import { DESCRIPTION_MAX, EMAIL_MAX, NAME_MAX, TITLE_MAX } from '../../api/vocabulary.js';
import { copy } from '../../lib/copy.js';
import { cleanLine, cleanName, cleanText, lengthOf } from '../../lib/text.js';

/** @typedef {(typeof FORM_FIELDS)[number]} FormField */
/** @typedef {Partial<Record<FormField, string>>} FieldErrors */

/** The fields in the order of the form, so that "the first error" is the topmost. */
export const FORM_FIELDS = /** @type {const} */ ([
  'title',
  'description',
  'category',
  'priority',
  'requester_name',
  'requester_email',
]);

/**
 * The ticket in a draft as the server will keep it.
 * @param {import('../../features/submit/draft.js').Draft} draft
 */
export function ticketIn(draft) {
  return {
    title: cleanLine(draft.title),
    description: cleanText(draft.description),
    category: /** @type {import('../../types').Category} */ (draft.category.value),
    priority: /** @type {import('../../types').Priority} */ (draft.priority.value),
    requester_name: cleanName(draft.requester_name),
    requester_email: cleanLine(draft.requester_email),
  };
}

/**
 * A draft as it is sent: the ticket, and the suggestion that stands for its description, also
 * where the person has decided otherwise. What was suggested for another text is left out.
 * @param {import('../../features/submit/draft.js').Draft} draft
 * @returns {import('../../types').NewTicket}
 */
export function submissionIn(draft) {
  const ticket = ticketIn(draft);
  const { suggestionId, asked } = draft;
  if (!suggestionId || asked !== ticket.description) return ticket;
  return { ...ticket, suggestion_id: suggestionId };
}

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
function nameProblem(name) {
  return lengthOf(name) > NAME_MAX ? copy.form.tooLong(NAME_MAX) : undefined;
}

/** What is wrong with an e-mail address, if anything is. @param {string} address */
function emailProblem(address) {
  if (lengthOf(address) > EMAIL_MAX) return copy.form.tooLong(EMAIL_MAX);
  return address && !isAddress(address) ? copy.form.noAddress : undefined;
}

/**
 * What a person must still do before the ticket can be sent.
 * @param {ReturnType<typeof ticketIn>} ticket
 * @returns {FieldErrors}
 */
export function problemsIn(ticket) {
  /** @type {FieldErrors} */
  const problems = {};
  const title = titleProblem(ticket.title);
  const description = descriptionProblem(ticket.description);
  if (title) problems.title = title;
  if (description) problems.description = description;
  if (!ticket.category) problems.category = copy.form.missing.category;
  if (!ticket.priority) problems.priority = copy.form.missing.priority;
  const name = nameProblem(ticket.requester_name);
  const email = emailProblem(ticket.requester_email);
  if (name) problems.requester_name = name;
  if (email) problems.requester_email = email;
  return problems;
}

/**
 * The topmost field with a problem.
 * @param {FieldErrors} problems
 */
export function firstProblem(problems) {
  return FORM_FIELDS.find((field) => problems[field]);
}
