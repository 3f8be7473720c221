import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { getTimeline } from '../../../api/messages.js';
import { keys } from '../../../domain/ticket/keys.js';

/**
 * Return the messages and events of a ticket, the newest page first. The pulse has new ones
 * loaded.
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
    queryFn: ({ pageParam, signal }) => getTimeline(id, { cursor: pageParam, signal }),
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
