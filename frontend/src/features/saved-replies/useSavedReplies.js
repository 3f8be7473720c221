import { useInfiniteQuery } from '@tanstack/react-query';

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
