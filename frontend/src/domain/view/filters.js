import { FACET_FILTERS, LIST_FILTERS } from '../../api/requests.js';
import { forDays } from '../../api/vocabulary.js';

/** @typedef {import('../../types').TicketFilters} TicketFilters */

/** @param {readonly string[]} names */
const empty = (names) => Object.fromEntries(names.map((name) => [name, []]));

/** @type {Pick<TicketFilters, import('../../api/requests.js').FacetFilter>} */
const NO_FACETS = /** @type {any} */ (empty(FACET_FILTERS));

/** @type {TicketFilters} */
export const NO_FILTERS = {
  ...NO_FACETS,
  .../** @type {any} */ (empty(LIST_FILTERS)),
  ...forDays(null),
  snoozed: null,
  search: '',
};

/** @type {TicketFilters} */
export const AWAKE = { ...NO_FILTERS, snoozed: false };

/**
 * The queue of what there is to do; the statistics' open tickets include those that are snoozed.
 * @type {TicketFilters}
 */
export const ALL_OPEN = { ...AWAKE, status: ['open', 'in_progress'] };

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
