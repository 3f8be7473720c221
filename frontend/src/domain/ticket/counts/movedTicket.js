import { TRIAGE_FIELDS } from '../../../api/vocabulary.js';

/** @typedef {import('../../../types').Cell} Cell */

/**
 * Return the counts after a ticket has changed, before the server has counted again.
 * @param {Cell[]} cells
 * @param {import('../../../types').Ticket | null} before null where it was not counted
 * @param {import('../../../types').Ticket | null} after
 * @returns {Cell[]}
 */
export function withMovedTicket(cells, before, after) {
  const others = before ? add(cells, before, -1) : cells;
  return after ? add(others, after, 1) : others;
}

/**
 * @param {Cell[]} cells
 * @param {import('../../../types').Ticket} ticket
 * @param {1 | -1} by
 */
function add(cells, { status, priority, category }, by) {
  const index = cells.findIndex((cell) =>
    TRIAGE_FIELDS.every((field) => cell[field] === { status, priority, category }[field]),
  );
  const count = (cells[index]?.count ?? 0) + by;
  const others = cells.filter((_cell, position) => position !== index);
  return count > 0 ? [...others, { status, priority, category, count }] : others;
}
