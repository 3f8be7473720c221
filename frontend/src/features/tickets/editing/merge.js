import { TRIAGE_FIELDS } from '../../../api/vocabulary.js';
import { REFERENCE_FIELDS, isSameValue } from '../../../domain/ticket/fieldValues.js';
import { editTags, tagEdit } from '../../../domain/ticket/tagEdits.js';

/**
 * @typedef {import('../../../types').Ticket} Ticket
 * @typedef {import('../../../types').TextField} TextField
 * @typedef {import('../../../types').ChoiceField} ChoiceField
 * @typedef {import('../../../types').ChoiceValue} ChoiceValue
 */

/** @type {(ChoiceField | TextField)[]} */
const FIELDS = [
  'title',
  'description',
  ...TRIAGE_FIELDS,
  ...REFERENCE_FIELDS,
  'tags',
  'snoozed_until',
];

/**
 * Return whether two changes of a field are in conflict: the other person has changed the value
 * that this one saw, and to a different value.
 * @param {object} change
 * @param {ChoiceValue} change.theirs the server's value now
 * @param {ChoiceValue} change.mine
 * @param {(ChoiceValue | undefined)[]} change.bases the values that the person may have seen before
 */
export function isConflict({ theirs, mine, bases }) {
  return !isSameValue(theirs, mine) && !bases.some((base) => isSameValue(base, theirs));
}

/**
 * Return the tags that a ticket has when this person's additions and removals meet those of others:
 * there is nothing to ask.
 * @param {object} change
 * @param {string[]} change.theirs the server's tags now
 * @param {string[]} change.mine
 * @param {string[]} change.base the tags that the person has changed
 */
export const mergeTags = ({ theirs, mine, base }) => editTags(theirs, tagEdit(base, mine));

/**
 * Return the other fields in which a ticket differs from what is on screen.
 * @param {Ticket | undefined} seen
 * @param {Ticket} now
 * @param {ChoiceField | TextField} field
 */
export function otherChangedFields(seen, now, field) {
  return FIELDS.filter((name) => name !== field && seen && !isSameValue(seen[name], now[name]));
}
