import queues from './queues.json';

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
  exclude_status: [],
  exclude_priority: [],
  exclude_category: [],
  exclude_assignee: [],
  exclude_team: [],
  awaiting: [],
  search: '',
};

const WEEK = 7;

/** @type {TicketFilters} */
export const ALL_OPEN = { ...NO_FILTERS, status: ['open', 'in_progress'] };

/**
 * @typedef {object} Queue
 * @property {keyof typeof import('./copy.js').viewCopy.names} id
 * @property {TicketFilters} filters
 * @property {import('../../types').Ordering} [ordering]
 */

/**
 * The queues that agents work through; the server has the same, and counts them.
 * @type {Queue[]}
 */
export const QUEUES = /** @type {any[]} */ (queues).map((queue) => ({
  ...queue,
  filters: { ...NO_FILTERS, ...queue.filters },
}));

/** Queues that are empty for who is not signed in. */
export const PERSONAL_QUEUES = ['mine', 'my_teams'];

/**
 * The other built-in views.
 * @type {Queue[]}
 */
export const VIEWS = [
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

/** @type {Pick<TicketFilters, import('../../api/requests.js').FacetFilter>} */
const NO_FACETS = {
  status: [],
  priority: [],
  category: [],
  exclude_status: [],
  exclude_priority: [],
  exclude_category: [],
};

/**
 * Return filters without those of the fields, which callers apply to the counts.
 * @param {TicketFilters} filters
 */
export const countedOf = (filters) => ({ ...filtersOf(filters), ...NO_FACETS });

/**
 * Return the name of the filter by what a field is not.
 * @template {import('../../types').ExcludableField} Field
 * @param {Field} field
 */
export const excludeOf = (field) => /** @type {const} */ (`exclude_${field}`);

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
