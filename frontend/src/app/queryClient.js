import { QueryClient } from '@tanstack/react-query';

import { ApiError } from '../api/errors.js';

const MAX_RETRIES = 1;

/**
 * A second try helps against a hiccup, never against an answer.
 * @param {number} failures
 * @param {unknown} error
 */
function isWorthRetrying(failures, error) {
  const hiccup = error instanceof ApiError && ['offline', 'timeout', 'server'].includes(error.kind);
  return hiccup && failures < MAX_RETRIES;
}

/** The cache of what the server said, with the product's rules for how long that holds. */
export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 20_000, retry: isWorthRetrying, retryDelay: 600 },
      mutations: { retry: false },
    },
  });
}
