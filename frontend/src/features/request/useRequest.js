import { useQuery } from '@tanstack/react-query';

import { getRequest } from '../../api/requests.js';

const EVERY = 60_000;

/**
 * The public side of a ticket, kept up to date while somebody looks at it.
 * @param {string} token
 */
export function useRequest(token) {
  return useQuery({
    queryKey: ['request', token],
    queryFn: ({ signal }) => getRequest(token, { signal }),
    refetchInterval: ({ state }) => (state.error ? false : EVERY),
  });
}
