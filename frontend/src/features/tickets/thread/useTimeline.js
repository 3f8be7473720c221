import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { getTimeline } from '../../../api/messages.js';
import { keys } from '../../../domain/ticket/keys.js';
import { POLL } from '../../../domain/ticket/useCounts.js';
import { itemsOf, messagesIn } from './timelineCache.js';

/** @typedef {import('./timelineCache.js').Timeline} Timeline */

/** @param {import('../../../types').TimelineItem[]} items */
const newestId = (items) => Math.max(0, ...messagesIn(items).map(({ id }) => id));

/**
 * Return the messages and events of a ticket, the newest page first. New ones come on their own.
 * @param {Pick<import('../../../types').Ticket, 'id' | 'version'>} ticket
 */
export function useTimeline({ id, version }) {
  const client = useQueryClient();
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    void client.invalidateQueries({ queryKey: keys.timeline(id) });
  }, [client, id, version]);

  return useInfiniteQuery({
    queryKey: keys.timeline(id),
    queryFn: async ({ pageParam, signal }) => {
      const page = await getTimeline(id, { cursor: pageParam, signal });
      /** @type {Timeline | undefined} */
      const known = client.getQueryData(keys.timeline(id));
      // A message of somebody else may have changed the ticket too.
      if (known && !pageParam && newestId(page.items) > newestId(itemsOf(known))) {
        void client.invalidateQueries({ queryKey: keys.ticket(id) });
      }
      return page;
    },
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: POLL,
  });
}
