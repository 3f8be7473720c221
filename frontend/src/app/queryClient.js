import { QueryClient } from '@tanstack/react-query';

import { ApiError } from '../api/errors.js';

const MAX_RETRIES = 1;

/**
 * Return whether a failed request is worth another try: after a network or server error, never
 * after an answer.
 * @param {number} failures
 * @param {unknown} error
 */
function isWorthRetrying(failures, error) {
  const hiccup = error instanceof ApiError && ['offline', 'timeout', 'server'].includes(error.kind);
  return hiccup && failures < MAX_RETRIES;
}

/** Return the cache of the server's answers, with the product's rules for how long they hold. */
export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 20_000, retry: isWorthRetrying, retryDelay: 600 },
      mutations: { retry: false },
    },
  });
}
