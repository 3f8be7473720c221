import { useMutation, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { mergeTicket, unmergeTicket } from '../../../api/related/merging.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { mergingCopy } from './copy.js';
import { refreshTickets } from './refresh.js';

/** @param {unknown} error */
export function showFailure(error) {
  const text = mergingCopy.failed(asApiError(error).message);
  showToast({ kind: 'error', key: 'merging', text });
}

/**
 * Return the mutation that merges one ticket into another, which can be undone.
 * @param {(into: number) => void} [onMerged]
 */
export function useMergeTicket(onMerged) {
  const client = useQueryClient();
  const { mutate: unmerge } = useUnmergeTicket();
  return useMutation({
    networkMode: 'always',
    mutationFn: (/** @type {{ id: number, into: number }} */ { id, into }) => mergeTicket(id, into),
    onSuccess: ({ id, merged_into: into }) => {
      void refreshTickets(client, [id, into]);
      onMerged?.(into);
      const { done, undoHint } = mergingCopy.merge;
      offerUndo({ key: 'merging', text: done(id, into), hint: undoHint, run: () => unmerge(id) });
    },
    onError: showFailure,
  });
}

/** Return the mutation that takes a merged ticket out of the other one. */
export function useUnmergeTicket() {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: unmergeTicket,
    onSuccess: ({ id, was_merged_into: into, stayed }) => {
      void refreshTickets(client, [id, into]);
      const text = mergingCopy.unmerged(id, stayed.length, into);
      showToast({ kind: 'success', key: 'merging', text });
    },
    onError: showFailure,
  });
}
