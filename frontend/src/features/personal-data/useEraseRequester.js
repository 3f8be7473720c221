import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { eraseRequester } from './api.js';

/** @typedef {import('../../types').ErasureReport} ErasureReport */

/**
 * Return the sums of two reports.
 * @param {ErasureReport} one
 * @param {ErasureReport} other
 * @returns {ErasureReport}
 */
const sum = (one, other) => ({
  tickets: one.tickets + other.tickets,
  replies: one.replies + other.replies,
  notes: one.notes + other.notes,
  private_links: one.private_links + other.private_links,
  suggestions: one.suggestions + other.suggestions,
  history_entries: one.history_entries + other.history_entries,
  views: one.views + other.views,
});

const NONE = {
  tickets: 0,
  replies: 0,
  notes: 0,
  private_links: 0,
  suggestions: 0,
  history_entries: 0,
  views: 0,
};

/**
 * Return the erasure of a person, in as many requests as it takes, with the report of what has gone.
 * Tried again after a failure, it goes on from there.
 * @param {number} id
 */
export function useEraseRequester(id) {
  const client = useQueryClient();
  const [report, setReport] = useState(/** @type {ErasureReport} */ (NONE));
  const mutation = useMutation({
    networkMode: 'always',
    mutationFn: async (/** @type {string} */ confirm) => {
      let isComplete = false;
      while (!isComplete) {
        const { complete, ...erased } = await eraseRequester(id, confirm);
        setReport((before) => sum(before, erased));
        isComplete = complete;
      }
    },
    // Lists, counts, open tickets: anything may have shown them.
    onSettled: () => void client.invalidateQueries(),
  });
  return { ...mutation, report };
}
