import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { listSavedRepliesPage } from '../../api/savedReplies.js';
import { SAVED_REPLIES } from '../../domain/saved-reply/panel.js';

/**
 * Return the saved replies with these words, page by page; the earlier ones stay until they are
 * loaded.
 * @param {string} search
 */
export function useSavedReplies(search) {
  return useInfiniteQuery({
    queryKey: [...SAVED_REPLIES, 'pages', search],
    queryFn: ({ pageParam, signal }) => listSavedRepliesPage({ search, cursor: pageParam, signal }),
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
    staleTime: 0,
  });
}

/**
 * Return a value once it has stayed the same for a while.
 * @template T
 * @param {T} value
 * @param {number} delay in milliseconds
 */
export function useSettled(value, delay) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
