import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { getStats } from '../../api/tickets.js';
import { keys } from '../../domain/ticket/keys.js';

/**
 * Return the figures of the dashboard. Those of the last period stay while others load.
 * @param {import('../../types').Period} period
 */
export function useStats(period) {
  return useQuery({
    queryKey: keys.period(period),
    queryFn: ({ signal }) => getStats(period, { signal }),
    placeholderData: keepPreviousData,
  });
}
