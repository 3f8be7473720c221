import { useQueries, useQuery } from '@tanstack/react-query';

import { getCounts } from '../../api/tickets.js';
import { NO_FILTERS } from '../view/filters.js';
import { countMatching } from './countCells.js';
import { keys } from './keys.js';

/** @typedef {import('../../types').TicketFilters} TicketFilters */

export const POLL = 30_000;

/** @param {TicketFilters} filters */
function countsQuery({ created_within, resolved_within, search }) {
  const counted = { created_within, resolved_within, search };
  return {
    queryKey: [...keys.counts, counted],
    queryFn: (/** @type {{ signal: AbortSignal }} */ { signal }) => getCounts(counted, { signal }),
    refetchInterval: POLL,
  };
}

/**
 * Return the counts of the tickets that match the search and the dates; callers apply the fields'
 * filters.
 * @param {TicketFilters} [filters]
 * @param {boolean} [isAllowed] whether there is any use in asking
 */
export function useCounts(filters = NO_FILTERS, isAllowed = true) {
  return useQuery({ ...countsQuery(filters), enabled: isAllowed }).data;
}

/**
 * Return the total of each view; undefined until it is known. Views that differ only in the fields'
 * filters share a request.
 * @param {TicketFilters[]} filterSets
 * @returns {(import('../../types').Total | undefined)[]}
 */
export function useViewCounts(filterSets) {
  const shared = new Map(
    filterSets.map((filters) => {
      const query = countsQuery(filters);
      return [JSON.stringify(query.queryKey), query];
    }),
  );
  const names = [...shared.keys()];
  const results = useQueries({ queries: [...shared.values()] });
  return filterSets.map((filters) => {
    const name = JSON.stringify(countsQuery(filters).queryKey);
    const counts = results[names.indexOf(name)].data;
    return counts && { count: countMatching(counts.cells, filters), exact: counts.exact };
  });
}
