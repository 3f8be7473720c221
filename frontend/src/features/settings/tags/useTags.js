import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';

import { createTag, getTag, listTagsPage, updateTag } from './api.js';
import { cleanName } from '../../../lib/text.js';
import { tellSaved } from '../tellSaved.js';

/**
 * @typedef {import('../../../types').Tag} Tag
 * @typedef {Pick<Tag, 'name' | 'color'>} TagForm
 * @typedef {import('../useEditor.js').Read<TagForm>} Read
 */

export const TAGS = ['tags'];

/**
 * Return the tags with a text in their names, page by page; the earlier ones stay until they are loaded.
 * @param {string} search
 */
export function useTags(search) {
  return useInfiniteQuery({
    queryKey: [...TAGS, 'pages', search],
    queryFn: ({ pageParam, signal }) => listTagsPage({ search, cursor: pageParam, signal }),
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
    staleTime: 0,
  });
}

/**
 * Return on how many tickets a tag is: null where that takes too long to count, undefined until it is known.
 * @param {Tag} tag
 */
export function useTagCount({ id, version }) {
  const { data, isError } = useQuery({
    queryKey: [...TAGS, 'count', id, version],
    queryFn: ({ signal }) => getTag(id, { signal }),
    staleTime: 0,
    retry: false,
  });
  return { count: data?.ticket_count, isError };
}

/** Return a function that has tags, and the tickets that name them, read again. */
export function useTagsRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [TAGS, ['tickets'], ['views']].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
}

/**
 * Return the functions that read and store one tag.
 * @param {number | null} id null for a new one
 */
export function useTagChanges(id) {
  const refresh = useTagsRefresh();

  /** @param {number} tagId @param {TagForm} form @param {number} version @returns {Promise<Tag>} */
  const store = (tagId, { name, color }, version) =>
    version
      ? updateTag(tagId, { name: cleanName(name), color }, version)
      : createTag({ name: cleanName(name), color });

  return {
    /** @returns {Promise<Read>} */
    async read() {
      const { name, color, version } = await getTag(id ?? 0);
      return { values: { name, color }, version };
    },
    /** @param {TagForm} form @param {Read} over */
    async send(form, over) {
      const tag = await store(id ?? 0, form, over.version);
      await refresh();
      return tag;
    },
    /**
     * Tell that a tag is stored, with an Undo unless it is a new one.
     * @param {Tag} tag
     * @param {Read} before
     */
    tell(tag, before) {
      tellSaved({
        name: tag.name,
        refresh,
        before: before.version
          ? {
              name: before.values.name,
              store: () => store(tag.id, before.values, tag.version),
            }
          : null,
      });
    },
  };
}
