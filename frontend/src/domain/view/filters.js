import { viewCopy } from './copy.js';

/** @typedef {import('../../types').TicketFilters} TicketFilters */

/** @type {TicketFilters} */
export const NO_FILTERS = {
  status: [],
  priority: [],
  category: [],
  created_within: null,
  resolved_within: null,
  first_response_within: null,
  assignee: [],
  team: [],
  awaiting: [],
  search: '',
};

const WEEK = 7;

/** @type {TicketFilters} */
export const ALL_OPEN = { ...NO_FILTERS, status: ['open', 'in_progress'] };

/**
 * The built-in views.
 * @type {{ id: keyof typeof viewCopy.names, filters: TicketFilters }[]}
 */
export const VIEWS = [
  { id: 'all_open', filters: ALL_OPEN },
  { id: 'mine', filters: { ...ALL_OPEN, assignee: ['me'] } },
  { id: 'unassigned', filters: { ...ALL_OPEN, assignee: ['none'] } },
  { id: 'waiting', filters: { ...NO_FILTERS, awaiting: ['agent'] } },
  { id: 'critical', filters: { ...ALL_OPEN, priority: ['critical'] } },
  { id: 'in_progress', filters: { ...NO_FILTERS, status: ['in_progress'] } },
  {
    id: 'resolved_week',
    filters: { ...NO_FILTERS, status: ['resolved', 'closed'], resolved_within: WEEK },
  },
  { id: 'everything', filters: NO_FILTERS },
];

/**
 * Return only the filters of a view. Those that earlier releases saved on the device lack some.
 * @param {TicketFilters} view
 * @returns {TicketFilters}
 */
export const filtersOf = (view) =>
  /** @type {TicketFilters} */ (
    Object.fromEntries(
      Object.entries(NO_FILTERS).map(([name, none]) => [
        name,
        view[/** @type {keyof TicketFilters} */ (name)] ?? none,
      ]),
    )
  );

/**
 * Return filters without those of the fields, which callers apply to the counts.
 * @param {TicketFilters} filters
 */
export const countedOf = (filters) => ({
  ...filtersOf(filters),
  status: [],
  priority: [],
  category: [],
});

/**
 * Return whether two sets of filters match the same tickets; the order of their values does not
 * count.
 * @param {TicketFilters} one
 * @param {TicketFilters} other
 */
export function hasSameFilters(one, other) {
  /** @param {TicketFilters} filters */
  const canonical = (filters) =>
    JSON.stringify(
      Object.entries(filtersOf(filters)).map(([name, value]) => [
        name,
        Array.isArray(value) ? [...value].sort() : value,
      ]),
    );
  return canonical(one) === canonical(other);
}

/** @param {TicketFilters} filters */
export function hasFilters(filters) {
  return !hasSameFilters(filters, NO_FILTERS);
}

/**
 * Return the name of the view with these filters, if there is one.
 * @param {TicketFilters} filters
 * @param {import('../../types').SavedView[]} saved
 * @returns {string | undefined}
 */
export function viewName(filters, saved) {
  const own = saved.find((view) => hasSameFilters(view.filters, filters));
  if (own) return own.name;
  const known = VIEWS.find((view) => hasSameFilters(view.filters, filters));
  return known && viewCopy.names[known.id];
}
