import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { findTags } from '../../../api/mentions.js';
import { noteColors } from './tagColors.js';

// One that was just created is soon among them.
const FRESH = 5_000;

/**
 * Return the first tags with a text in their names.
 * @param {string} text
 */
export function useTags(text) {
  const search = text.trim();
  return useQuery({
    queryKey: ['tags', search],
    async queryFn({ signal }) {
      const tags = await findTags(search, { signal });
      noteColors(tags);
      return tags;
    },
    placeholderData: keepPreviousData,
    staleTime: FRESH,
    retry: false,
  });
}
