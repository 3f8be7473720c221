import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { getPublicTicket } from '../../api/privateLinks.js';
import { changePublicStatus } from '../../api/publicMessages.js';
import { requestKeys } from './keys.js';
import { checkLink, whileThere } from './polling.js';

const EVERY = 60_000;

/**
 * Return the public part of a ticket, refreshed every minute.
 * @param {string} token
 */
export function usePublicTicket(token) {
  return useQuery({
    queryKey: requestKeys.ticket(token),
    queryFn: ({ signal }) => getPublicTicket(token, { signal }),
    ...whileThere(EVERY),
  });
}

/**
 * Return the mutation by which a requester says that a ticket is solved, or that it is not.
 * @param {string} token
 */
export function useChangeStatus(token) {
  const client = useQueryClient();
  return useMutation({
    // Fail at once while offline; the default would wait silently.
    networkMode: 'always',
    mutationFn: (/** @type {'open' | 'resolved'} */ status) => changePublicStatus(token, status),
    onSuccess: (ticket) => storeTicket(client, token, ticket),
    onError: (error) => checkLink(client, token, error),
  });
}

/**
 * Store a ticket as an answer has it, which an older answer on its way must not replace.
 * @param {import('@tanstack/react-query').QueryClient} client
 * @param {string} token
 * @param {import('../../types').PublicTicket} ticket
 */
export async function storeTicket(client, token, ticket) {
  const queryKey = requestKeys.ticket(token);
  await client.cancelQueries({ queryKey, exact: true });
  client.setQueryData(queryKey, ticket);
}
