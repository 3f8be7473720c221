import { useQuery, useQueryClient } from '@tanstack/react-query';

import { getTicket } from '../../../api/tickets.js';
import { keys } from '../../../domain/ticket/keys.js';
import { cachedTicket, withLocalChanges } from '../../../domain/ticket/ticketCache.js';

const FRESH = 20_000;

/**
 * Return one ticket: at once from a list that has it, then from the server. Only the server's
 * answer has the suggestion.
 * @param {number} id
 */
export function useTicket(id) {
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.ticket(id),
    queryFn: async ({ signal }) => {
      const [ticket] = withLocalChanges(client, [await getTicket(id, { signal })]);
      return ticket;
    },
    // Real data, unlike a placeholder: changes reach it, and it stays if the answer never comes.
    initialData: cachedTicket(client, id),
    initialDataUpdatedAt: 0,
    // A ticket known only from lists lacks its suggestion, however new it is.
    staleTime: ({ state }) => (state.data?.suggestion === undefined ? 0 : FRESH),
  });
}
