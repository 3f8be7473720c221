import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';

import { listTickets } from '../api/tickets.js';
import { keys, withPendingChanges } from './ticketCache.js';

/**
 * The tickets that match, page by page. Earlier results stay while others load.
 * @param {import('../types').TicketFilters} filters
 */
export function useTickets(filters) {
  const client = useQueryClient();
  return useInfiniteQuery({
    queryKey: keys.list(filters),
    queryFn: async ({ pageParam, signal }) => {
      const page = await listTickets(filters, { cursor: pageParam, signal });
      const tickets = page.tickets.map((ticket) => withPendingChanges(client, ticket));
      return { ...page, tickets };
    },
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
