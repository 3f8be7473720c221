import { useInfiniteQuery } from '@tanstack/react-query';

import { getHistory } from '../../../api/tickets.js';
import { keys } from '../../../domain/ticket/ticketCache.js';

/**
 * What has happened to a ticket, the newest first. It is read anew with each version of the
 * ticket, whoever has made that; until then what was known stays.
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
