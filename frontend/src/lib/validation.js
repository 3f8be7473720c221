import { copy } from './copy.js';
import { cleanLine, cleanText, lengthOf } from './text.js';
import { DESCRIPTION_MAX, TITLE_MAX } from './vocabulary.js';

/** @typedef {'title' | 'description' | 'category' | 'priority'} FormField */
/** @typedef {Partial<Record<FormField, string>>} FieldErrors */

/** The fields in the order of the form, so that "the first error" is the topmost. */
export const FORM_FIELDS = /** @type {const} */ (['title', 'description', 'category', 'priority']);

/**
 * The ticket in a draft as the server will keep it.
 * @param {import('./draft.js').Draft} draft
 */
export function ticketIn(draft) {
  return {
    title: cleanLine(draft.title),
    description: cleanText(draft.description),
    category: /** @type {import('../types').Category} */ (draft.category.value),
    priority: /** @type {import('../types').Priority} */ (draft.priority.value),
  };
}

/**
 * What a person must still do before the ticket can be sent.
 * @param {ReturnType<typeof ticketIn>} ticket
 * @returns {FieldErrors}
 */
export function problemsIn(ticket) {
  /** @type {FieldErrors} */
  const problems = {};
  if (!ticket.title) problems.title = copy.form.missing.title;
  else if (lengthOf(ticket.title) > TITLE_MAX) problems.title = copy.form.tooLong(TITLE_MAX);
  if (!ticket.description) problems.description = copy.form.missing.description;
  else if (lengthOf(ticket.description) > DESCRIPTION_MAX)
    problems.description = copy.form.tooLong(DESCRIPTION_MAX);
  if (!ticket.category) problems.category = copy.form.missing.category;
  if (!ticket.priority) problems.priority = copy.form.missing.priority;
  return problems;
}

/**
 * The topmost field with a problem.
 * @param {FieldErrors} problems
 */
export function firstProblem(problems) {
  return FORM_FIELDS.find((field) => problems[field]);
}
