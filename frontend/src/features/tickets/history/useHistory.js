import { useInfiniteQuery } from '@tanstack/react-query';

import { getHistory } from '../../../api/tickets.js';
import { keys } from '../../../domain/ticket/keys.js';

/**
 * Return the history of a ticket, newest first. It is loaded again with each version of the ticket;
 * until then the earlier entries stay.
 * @param {Pick<import('../../../types').Ticket, 'id' | 'version'>} ticket
 * @param {boolean} [isWanted]
 */
export function useHistory({ id, version }, isWanted = true) {
  return useInfiniteQuery({
    queryKey: keys.history(id, version),
    queryFn: ({ pageParam, signal }) => getHistory(id, { cursor: pageParam, signal }),
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (known, query) => (query?.queryKey[2] === id ? known : undefined),
    staleTime: Infinity,
    enabled: isWanted,
  });
}
