/**
 * By what name a menu of values is known, so that a key opens the one that a click would.
 * @param {'row' | 'detail' | 'bulk' | 'filter'} place
 * @param {import('../../types').TriageField} field
 * @param {number} [id] of the ticket, where the menu is about one
 */
export function menuName(place, field, id) {
  return `${place}-${field}-${id ?? ''}`;
}
