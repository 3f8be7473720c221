import { TRIAGE_FIELDS } from '../../../api/vocabulary.js';

/** @typedef {import('../../../types').Cell} Cell */
/** @typedef {import('../../../types').TriageField} TriageField */
/** @typedef {Pick<import('../../../types').TicketFilters, import('../../../api/requests.js').FacetFilter>} FieldFilters */

/**
 * @param {Cell} cell
 * @param {FieldFilters} filters
 * @param {TriageField} [except] a field whose filter does not count
 */
function passes(cell, filters, except) {
  return TRIAGE_FIELDS.every((field) => {
    const values = /** @type {string[]} */ (filters[field]);
    const excluded = /** @type {string[]} */ (filters[`exclude_${field}`]);
    const isWanted = !values.length || values.includes(cell[field]);
    return field === except || (isWanted && !excluded.includes(cell[field]));
  });
}

/**
 * Return how many tickets match the filters.
 * @param {Cell[]} cells
 * @param {FieldFilters} filters
 */
export function countMatching(cells, filters) {
  return cells.reduce((sum, cell) => (passes(cell, filters) ? sum + cell.count : sum), 0);
}

/**
 * Return how many tickets each value of a field would match, with the other fields' filters
 * unchanged.
 * @param {Cell[]} cells
 * @param {FieldFilters} filters
 * @param {TriageField} field
 * @returns {Record<string, number>}
 */
export function countByValue(cells, filters, field) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const cell of cells) {
    if (passes(cell, filters, field)) counts[cell[field]] = (counts[cell[field]] ?? 0) + cell.count;
  }
  return counts;
}
