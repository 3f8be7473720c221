/**
 * Return the name of a value menu, by which a key can open it.
 * @param {'row' | 'detail' | 'bulk' | 'filter'} place
 * @param {import('../../types').ChoiceField} field
 * @param {number} [id] of the ticket, where the menu is about one
 */
export function menuName(place, field, id) {
  return `${place}-${field}-${id ?? ''}`;
}
