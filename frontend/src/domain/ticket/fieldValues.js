/**
 * @typedef {import('../../types').ChoiceField} ChoiceField
 * @typedef {import('../../types').ChoiceValue} ChoiceValue
 */

/** @type {import('../../types').ReferenceField[]} */
export const REFERENCE_FIELDS = ['assignee', 'team'];

/** @param {string} field @returns {field is import('../../types').ReferenceField} */
export const isReferenceField = (field) => field === 'assignee' || field === 'team';

/**
 * Return whether two values of a field are the same: agents and teams by their ids, tags in any order.
 * @param {ChoiceValue | undefined} one
 * @param {ChoiceValue | undefined} other
 */
export function isSameValue(one, other) {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((name) => other.includes(name));
  }
  if (one && other && typeof one === 'object' && typeof other === 'object') {
    return 'id' in one && 'id' in other && one.id === other.id;
  }
  return one === other;
}

const DONE = ['resolved', 'closed'];

/**
 * Return changes of a ticket with what the server changes along: being done ends a snooze, and both end
 * the mark of one that is back.
 * @param {import('../../types').TicketChanges} changes
 * @returns {import('../../types').TicketChanges}
 */
export function withConsequences(changes) {
  if (!('status' in changes || 'snoozed_until' in changes)) return changes;
  const isDone = DONE.includes(changes.status ?? '');
  return { ...changes, woken_from: null, ...(isDone && { snoozed_until: null }) };
}

/**
 * Return a value as the API takes it: an agent or a team as an id.
 * @param {ChoiceValue} value
 */
export const toRequest = (value) =>
  value && typeof value === 'object' && 'id' in value ? value.id : value;
