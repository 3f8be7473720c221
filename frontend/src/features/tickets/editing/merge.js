import { TRIAGE_FIELDS } from '../../../api/vocabulary.js';

/**
 * @typedef {import('../../../types').Ticket} Ticket
 * @typedef {import('../../../types').TextField} TextField
 * @typedef {import('../../../types').TriageField} TriageField
 */

/** @type {(TriageField | TextField)[]} */
const FIELDS = ['title', 'description', ...TRIAGE_FIELDS];

/**
 * Whether two people want a field to be different things: the other one has changed it from what
 * this one saw, and not into the same.
 * @param {object} change
 * @param {string} change.theirs what the server has now
 * @param {string} change.mine
 * @param {(string | undefined)[]} change.bases what the person may have seen before
 */
export function isContested({ theirs, mine, bases }) {
  return theirs !== mine && !bases.includes(theirs);
}

/**
 * The fields in which a ticket differs from how it is on screen, other than the one in question.
 * @param {Ticket | undefined} seen
 * @param {Ticket} now
 * @param {TriageField | TextField} field
 */
export function changedBeside(seen, now, field) {
  return FIELDS.filter((name) => name !== field && seen && seen[name] !== now[name]);
}
