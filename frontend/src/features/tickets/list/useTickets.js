import { matchQuery, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';

import { listTickets } from '../../../api/tickets.js';
import { keys, withLocalChanges } from '../../../domain/ticket/ticketCache.js';

const FRESH = 20_000;

/** @typedef {import('@tanstack/react-query').InfiniteData<import('../../../types').TicketPage>} TicketPages */

/**
 * The tickets that match, page by page. Earlier results stay while others load. Nothing is asked
 * for again behind the person's back: that would move rows under the pointer, and take a hundred
 * requests where ten thousand rows are loaded. `useNewTickets` tells what is new.
 * @param {import('../../../types').TicketFilters} filters
 */
export function useTickets(filters) {
  const client = useQueryClient();
  useListChanges(client);
  return useInfiniteQuery({
    queryKey: keys.list(filters),
    queryFn: async ({ pageParam, signal }) => {
      const page = await listTickets(filters, { cursor: pageParam, signal });
      return { ...page, tickets: withLocalChanges(client, page.tickets) };
    },
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: (page) => page.nextCursor,
    // Another function each time: what one and the same gave is kept, and a change of the earlier
    // tickets would not show.
    placeholderData: (/** @type {TicketPages | undefined} */ previous) => previous,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: ({ state }) => (hasMorePages(state.data) ? 'static' : FRESH),
  });
}

/**
 * Renders anew when any list changes: a query watches only its own, which has nothing yet while
 * another's tickets stay in its place.
 * @param {import('@tanstack/react-query').QueryClient} client
 */
function useListChanges(client) {
  const cache = client.getQueryCache();
  useSyncExternalStore(
    useCallback(
      (onChange) =>
        cache.subscribe(({ type, query }) => {
          // Others come while components render, when nothing may be rendered anew.
          if (type === 'updated' && matchQuery({ queryKey: keys.lists }, query)) onChange();
        }),
      [cache],
    ),
    () =>
      cache
        .findAll({ queryKey: keys.lists })
        .reduce((changes, { state }) => changes + state.dataUpdateCount, 0),
  );
}

/** @param {unknown} data what the cache has of a list */
function hasMorePages(data) {
  return Number(/** @type {TicketPages | undefined} */ (data)?.pages.length) > 1;
}
