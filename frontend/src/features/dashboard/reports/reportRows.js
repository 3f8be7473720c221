/**
 * @typedef {'agents' | 'teams'} By
 * @typedef {keyof typeof FIGURES} Figure
 * @typedef {import('../../../types').ReportFigures} ReportFigures
 * @typedef {{ id: number | null, name: string, mark: 'left' | 'closed' | null, figures: ReportFigures }} Row
 * @typedef {{ column: Figure | 'name', isDescending: boolean }} Order
 */

/** The days that the report is of, by the dashboard’s period: a year at most. */
export const REPORT_DAYS = { '7d': 7, '30d': 30, '90d': 90, all: 365 };

/**
 * The number in each column; null where nothing was measured.
 * @satisfies {Record<string, (figures: ReportFigures) => number | null>}
 */
export const FIGURES = {
  taken: (/** @type {ReportFigures} */ figures) => figures.taken,
  answered: (/** @type {ReportFigures} */ figures) => figures.answered,
  resolved: (/** @type {ReportFigures} */ figures) => figures.resolved,
  first: (/** @type {ReportFigures} */ figures) => figures.first_response.count,
  median: (/** @type {ReportFigures} */ figures) => figures.first_response.median_seconds,
  most: (/** @type {ReportFigures} */ figures) => figures.first_response.p90_seconds,
  waiting: (/** @type {ReportFigures} */ figures) => figures.waiting,
};

export const COLUMNS = /** @type {Figure[]} */ (Object.keys(FIGURES));
/** The columns that have seconds. */
export const TIMES = /** @type {Figure[]} */ (['median', 'most']);

/** @type {Record<Figure, (days: number) => Partial<import('../../../types').ListParams>>} */
const FILTERS = {
  taken: (days) => ({ assigned_within: days }),
  answered: (days) => ({ answered_within: days }),
  resolved: (days) => ({ resolved_within: days }),
  first: (days) => ({ first_response_within: days }),
  median: (days) => ({ first_response_within: days }),
  most: (days) => ({ first_response_within: days }),
  waiting: () => ({ awaiting: ['agent'], ordering: 'waiting_since' }),
};

/**
 * Return the list of exactly the tickets that a figure counts.
 * @param {By} by
 * @param {Figure} figure
 * @param {number | null} id
 * @param {number} days
 * @returns {import('../dashboardLinks.js').ListView}
 */
export function listOf(by, figure, id, days) {
  const whose = by === 'agents' ? { assignee: [id ?? /** @type {const} */ ('none')] } : null;
  const team = by === 'teams' ? { team: [id ?? /** @type {const} */ ('none')] } : null;
  return { tab: 'tickets', ...whose, ...team, ...FILTERS[figure](days) };
}

/**
 * Return the list of the open tickets of an age.
 * @param {import('../../../types').Reports['backlog'][number]} age
 * @returns {import('../dashboardLinks.js').ListView}
 */
export const openOf = ({ older_than, created_within }) => ({
  tab: 'tickets',
  status: ['open', 'in_progress'],
  older_than,
  created_within,
  ordering: 'created_at',
});

/**
 * Return the rows of the agents or teams, by their names.
 * @param {import('../../../types').Reports} reports
 * @param {By} by
 * @returns {Row[]}
 */
export function rowsOf(reports, by) {
  if (by === 'agents') {
    return reports.agents.rows.map(({ id, name, is_active, ...figures }) => ({
      id,
      name,
      mark: is_active ? null : 'left',
      figures,
    }));
  }
  return reports.teams.rows.map(({ id, name, is_closed, ...figures }) => ({
    id,
    name,
    mark: is_closed ? 'closed' : null,
    figures,
  }));
}

/**
 * Return whether nothing was counted.
 * @param {ReportFigures} figures
 */
export const isNothing = (figures) => COLUMNS.every((column) => !FIGURES[column](figures));

/**
 * Return rows in an order; they have come by name. What was not measured is always last.
 * @param {Row[]} rows
 * @param {Order} order
 */
export function sortRows(rows, { column, isDescending }) {
  if (column === 'name') return isDescending ? [...rows].reverse() : rows;
  const valueOf = FIGURES[column];
  return [...rows].sort((one, other) => {
    const [a, b] = [valueOf(one.figures), valueOf(other.figures)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return isDescending ? b - a : a - b;
  });
}

/**
 * Return the order after a press on a column's name: the largest numbers come first.
 * @param {Order} order
 * @param {Order['column']} column
 * @returns {Order}
 */
export const orderBy = (order, column) => ({
  column,
  isDescending: order.column === column ? !order.isDescending : column !== 'name',
});
