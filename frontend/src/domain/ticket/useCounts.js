import { useQueries, useQuery } from '@tanstack/react-query';

import { getCounts } from '../../api/tickets.js';
import { EVERYTHING } from '../view/filters.js';
import { countMatching } from './countCells.js';
import { keys } from './ticketCache.js';

/** @typedef {import('../../types').Narrowing} Narrowing */

export const POLL = 30_000;

/** @param {Narrowing} narrowing */
function countsQuery({ created_within, resolved_within, search }) {
  const counted = { created_within, resolved_within, search };
  return {
    queryKey: [...keys.counts, counted],
    queryFn: (/** @type {{ signal: AbortSignal }} */ { signal }) => getCounts(counted, { signal }),
    refetchInterval: POLL,
  };
}

/**
 * How the tickets divide that the search and the dates let through; the fields' own filters are
 * left to the caller.
 * @param {Narrowing} [narrowing]
 * @param {boolean} [isAllowed] whether there is any use in asking
 */
export function useCounts(narrowing = EVERYTHING, isAllowed = true) {
  return useQuery({ ...countsQuery(narrowing), enabled: isAllowed }).data;
}

/**
 * How many tickets each of some views shows; undefined where that is not known yet. Views that
 * differ only in the fields' filters share a request.
 * @param {Narrowing[]} narrowings
 * @returns {(import('../../types').Total | undefined)[]}
 */
export function useViewCounts(narrowings) {
  const shared = new Map(
    narrowings.map((narrowing) => {
      const query = countsQuery(narrowing);
      return [JSON.stringify(query.queryKey), query];
    }),
  );
  const names = [...shared.keys()];
  const results = useQueries({ queries: [...shared.values()] });
  return narrowings.map((narrowing) => {
    const name = JSON.stringify(countsQuery(narrowing).queryKey);
    const counts = results[names.indexOf(name)].data;
    return counts && { count: countMatching(counts.cells, narrowing), exact: counts.exact };
  });
}
