import { TRIAGE_FIELDS } from '../../../api/vocabulary.js';

/**
 * @typedef {import('../../../types').Ticket} Ticket
 * @typedef {import('../../../types').TextField} TextField
 * @typedef {import('../../../types').TriageField} TriageField
 */

/** @type {(TriageField | TextField)[]} */
const FIELDS = ['title', 'description', ...TRIAGE_FIELDS];

/**
 * Return whether two changes of a field are in conflict: the other person has changed the value
 * that this one saw, and to a different value.
 * @param {object} change
 * @param {string} change.theirs the server's value now
 * @param {string} change.mine
 * @param {(string | undefined)[]} change.bases the values that the person may have seen before
 */
export function isConflict({ theirs, mine, bases }) {
  return theirs !== mine && !bases.includes(theirs);
}

/**
 * Return the other fields in which a ticket differs from what is on screen.
 * @param {Ticket | undefined} seen
 * @param {Ticket} now
 * @param {TriageField | TextField} field
 */
export function otherChangedFields(seen, now, field) {
  return FIELDS.filter((name) => name !== field && seen && seen[name] !== now[name]);
}
