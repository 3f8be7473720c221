import { matchQuery, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';

import { listTickets } from '../../../api/tickets.js';
import { keys } from '../../../domain/ticket/keys.js';
import { withLocalChanges } from '../../../domain/ticket/ticketCache.js';

const FRESH = 20_000;

/** @typedef {import('@tanstack/react-query').InfiniteData<import('../../../types').TicketPage>} TicketPages */

/**
 * Return the matching tickets, page by page. Earlier results stay while others load. Nothing is
 * refetched by itself: that would move rows under the pointer, and take a hundred requests for ten
 * thousand loaded rows. `useNewTickets` tells what is new.
 * @param {import('../../../types').ListParams} params
 */
export function useTickets(params) {
  const client = useQueryClient();
  useListChanges(client);
  return useInfiniteQuery({
    queryKey: keys.list(params),
    queryFn: async ({ pageParam, signal }) => {
      const page = await listTickets(params, { cursor: pageParam, signal });
      return { ...page, tickets: withLocalChanges(client, page.tickets) };
    },
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: (page) => page.nextCursor,
    // A new function each time: the result of the same one is cached, and changes of the earlier
    // tickets would not show.
    placeholderData: (/** @type {TicketPages | undefined} */ previous) => previous,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: ({ state }) => (hasMorePages(state.data) ? 'static' : FRESH),
  });
}

/**
 * Render again when any list changes: a query watches only its own, which has no data yet while
 * another's tickets are shown in its place.
 * @param {import('@tanstack/react-query').QueryClient} client
 */
function useListChanges(client) {
  const cache = client.getQueryCache();
  useSyncExternalStore(
    useCallback(
      (onChange) =>
        cache.subscribe(({ type, query }) => {
          // Other events come during rendering, when no update is allowed.
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

/** @param {unknown} data a list in the cache */
function hasMorePages(data) {
  return Number(/** @type {TicketPages | undefined} */ (data)?.pages.length) > 1;
}
