import { useQuery } from '@tanstack/react-query';

import { listTokens } from './api.js';

export const TOKENS = ['account', 'tokens'];

/**
 * Return the API tokens of the person who is signed in.
 * @param {{ isWanted?: boolean }} [options]
 */
export function useTokens({ isWanted = true } = {}) {
  return useQuery({
    queryKey: TOKENS,
    queryFn: ({ signal }) => listTokens({ signal }),
    staleTime: 0,
    enabled: isWanted,
  });
}
