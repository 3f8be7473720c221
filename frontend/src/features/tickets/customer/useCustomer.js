import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { getRequester, getTicketsOf } from '../../../api/requesters.js';

const FRESH = 20_000;

/**
 * Return a requester as we know them now, with the number of their tickets.
 * @param {number} id
 */
export function useRequester(id) {
  return useQuery({
    queryKey: ['requesters', id],
    queryFn: ({ signal }) => getRequester(id, { signal }),
    staleTime: FRESH,
  });
}

/**
 * Return the tickets of a requester, the newest first.
 * @param {number} id
 */
export function useTicketsOf(id) {
  return useInfiniteQuery({
    queryKey: ['requesters', id, 'tickets'],
    queryFn: ({ pageParam, signal }) => getTicketsOf(id, { cursor: pageParam, signal }),
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: FRESH,
  });
}
