import { useQuery } from '@tanstack/react-query';

import { getCounts } from '../../../api/tickets.js';
import { NO_FILTERS, countedOf } from '../../view/filters.js';
import { keys } from '../keys.js';

/** @typedef {import('../../../types').TicketFilters} TicketFilters */

/**
 * Return the query for the counts of the tickets that match the search, the dates and the turn.
 * @param {TicketFilters} filters
 */
export function countsQuery(filters) {
  const counted = countedOf(filters);
  return {
    queryKey: [...keys.counts, counted],
    queryFn: (/** @type {{ signal: AbortSignal }} */ { signal }) => getCounts(counted, { signal }),
  };
}

/**
 * Return the counts of the tickets that match the search, the dates and the turn; callers apply the fields'
 * filters.
 * @param {TicketFilters} [filters]
 * @param {boolean} [isAllowed] whether there is any use in asking
 */
export function useCounts(filters = NO_FILTERS, isAllowed = true) {
  return useQuery({ ...countsQuery(filters), enabled: isAllowed }).data;
}
