import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { getReports } from '../../../api/tickets.js';
import { keys } from '../../../domain/ticket/keys.js';

/** @param {number} days */
export const reportsKey = (days) => /** @type {const} */ ([...keys.stats, 'reports', days]);

/**
 * Return the figures of agents and teams. Those of other days stay while these load.
 * @param {number} days
 */
export function useReports(days) {
  return useQuery({
    queryKey: reportsKey(days),
    queryFn: ({ signal }) => getReports(days, { signal }),
    placeholderData: keepPreviousData,
  });
}
