import {
  descriptionProblem,
  emailProblem,
  nameProblem,
  titleProblem,
} from '../../domain/ticket/validation.js';
import { cleanAddress, cleanLine, cleanName, cleanText } from '../../lib/text.js';
import { submitCopy } from './copy.js';

/** @typedef {(typeof FORM_FIELDS)[number]} FormField */
/** @typedef {Partial<Record<FormField, string>>} FieldErrors */

/** The fields in the order of the form, so that the first error is the topmost. */
export const FORM_FIELDS = /** @type {const} */ ([
  'title',
  'description',
  'category',
  'priority',
  'requester_name',
  'requester_email',
]);

/** The functions that normalise what people type as the server stores it. */
export const CLEAN = {
  title: cleanLine,
  description: cleanText,
  requester_name: cleanName,
  requester_email: cleanAddress,
};

/**
 * Return the ticket in a draft, normalised as the server stores it.
 * @param {import('./draft.js').Draft} draft
 */
export function ticketIn(draft) {
  return {
    title: CLEAN.title(draft.title),
    description: CLEAN.description(draft.description),
    category: /** @type {import('../../types').Category} */ (draft.category.value),
    priority: /** @type {import('../../types').Priority} */ (draft.priority.value),
    requester_name: CLEAN.requester_name(draft.requester_name),
    requester_email: CLEAN.requester_email(draft.requester_email),
  };
}

/**
 * Return the request for a draft: the ticket, and the id of the suggestion for its description,
 * also where the person has chosen otherwise. A suggestion for another text is left out.
 * @param {import('./draft.js').Draft} draft
 * @returns {import('../../types').NewTicket}
 */
export function submissionIn(draft) {
  const ticket = ticketIn(draft);
  const { suggestionId, asked } = draft;
  if (!suggestionId || asked !== ticket.description) return ticket;
  return { ...ticket, suggestion_id: suggestionId };
}

/**
 * Return the words by which a person calls the ticket that they have sent. Only agents know numbers.
 * @param {import('../../types').SentTicket} ticket
 */
export function nameOfSent(ticket) {
  return 'id' in ticket ? `#${ticket.id}` : ticket.reference;
}

/**
 * Return the problems that the person must correct before the ticket can be sent.
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
  if (!ticket.category) problems.category = submitCopy.form.missing.category;
  if (!ticket.priority) problems.priority = submitCopy.form.missing.priority;
  const name = nameProblem(ticket.requester_name);
  const email = emailProblem(ticket.requester_email);
  if (name) problems.requester_name = name;
  if (email) problems.requester_email = email;
  return problems;
}

/**
 * Return the topmost field with a problem.
 * @param {FieldErrors} problems
 */
export function firstProblem(problems) {
  return FORM_FIELDS.find((field) => problems[field]);
}
