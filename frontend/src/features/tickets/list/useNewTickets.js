import { useQuery, useQueryClient } from '@tanstack/react-query';

import { newestTickets } from '../../../api/tickets.js';
import { keys } from '../../../domain/ticket/keys.js';

// The server's page size: there may be more after them.
const PAGE_SIZE = 50;
const FRESH = 30_000;

/**
 * @typedef {import('../../../types').Ticket} Ticket
 * @typedef {{ since: string, known: Set<number>, etag: string | null, tickets: Ticket[] }} Newest
 */

/**
 * Return the tickets that have come in since the list was loaded. They are asked for again
 * when the pulse tells of news, with the ETag of the last answer, so that it costs next to nothing
 * where there are none, and they are never put into the list unasked.
 * @param {import('../../../types').TicketFilters} filters
 * @param {{ first?: import('../../../types').TicketPage, isNewestFirst: boolean, listed: Set<number> }} list
 *   what the list shows; sorted that way, its first page is what there is to compare with
 * @returns {{ count: number, more: boolean, accept: () => void }}
 */
export function useNewTickets(filters, { first, isNewestFirst, listed }) {
  const client = useQueryClient();
  const queryKey = keys.newest(filters);
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const before = /** @type {Newest | undefined} */ (client.getQueryData(queryKey));
      const answer = await newestTickets(filters, before?.etag ?? null, { signal });
      if (before && !answer) return before;
      return next(before, answer ?? { tickets: [], etag: null });
    },
    initialData: () =>
      first && isNewestFirst
        ? next(undefined, { tickets: first.loaded, etag: first.etag })
        : undefined,
    // Not before the list, whose answer has the same tickets.
    enabled: first !== undefined,
    staleTime: FRESH,
  });
  const fresh = data
    ? data.tickets.filter((ticket) => isNew(data, ticket) && !listed.has(ticket.id))
    : [];
  return {
    count: fresh.length,
    more: fresh.length >= PAGE_SIZE,
    accept() {
      if (data) client.setQueryData(queryKey, next(undefined, data));
      void client.resetQueries({ queryKey: keys.lists });
      void client.invalidateQueries({ queryKey: keys.counts });
    },
  };
}

/**
 * @param {Newest} newest
 * @param {Ticket} ticket
 */
function isNew({ since, known }, ticket) {
  // A ticket that has only started to match the filters is not new.
  return ticket.created_at > since && !known.has(ticket.id);
}

/**
 * @param {Newest | undefined} before
 * @param {{ tickets: Ticket[], etag: string | null }} answer
 * @returns {Newest}
 */
function next(before, { tickets, etag }) {
  return {
    since: before?.since ?? tickets[0]?.created_at ?? '',
    known: before?.known ?? new Set(tickets.map(({ id }) => id)),
    etag,
    tickets,
  };
}
