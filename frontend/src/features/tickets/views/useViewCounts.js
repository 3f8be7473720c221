import { useQueries } from '@tanstack/react-query';

import { countMatching } from '../../../domain/ticket/counts/countCells.js';
import { countsQuery } from '../../../domain/ticket/counts/useCounts.js';

/**
 * Return the total of each view; undefined until it is known. Views that differ only in the fields'
 * filters share a request.
 * @param {import('../../../types').TicketFilters[]} filterSets
 * @returns {(import('../../../types').Total | undefined)[]}
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
