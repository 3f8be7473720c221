import { useQuery } from '@tanstack/react-query';

import { getPublicTicket } from '../../api/privateLinks.js';

const EVERY = 60_000;

/**
 * Return the public part of a ticket, refreshed every minute.
 * @param {string} token
 */
export function usePublicTicket(token) {
  return useQuery({
    queryKey: ['request', token],
    queryFn: ({ signal }) => getPublicTicket(token, { signal }),
    refetchInterval: ({ state }) => (state.error ? false : EVERY),
  });
}
