import { useMutation, useQueryClient } from '@tanstack/react-query';

import { linkTicket, unlinkTicket } from '../../../api/related/merging.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { mergingCopy } from './copy.js';
import { refreshTickets } from './refresh.js';
import { showFailure } from './useMergeTicket.js';

/** @typedef {{ id: number, other: number }} Pair */

/**
 * Return the functions that link two tickets and take the link away, each with Undo.
 * @param {() => void} [onLinked]
 */
export function useLinkTicket(onLinked) {
  const client = useQueryClient();
  const refresh = (/** @type {Pair} */ { id, other }) => void refreshTickets(client, [id, other]);
  const link = useMutation({
    networkMode: 'always',
    mutationFn: (/** @type {Pair} */ { id, other }) => linkTicket(id, other),
    onSuccess: (_links, pair) => {
      refresh(pair);
      onLinked?.();
      offerUndo({
        key: 'merging',
        text: mergingCopy.link.done(pair.id, pair.other),
        hint: mergingCopy.link.undoHint,
        run: () => remove.mutate({ ...pair, isUndo: true }),
      });
    },
    onError: showFailure,
  });
  const remove = useMutation({
    networkMode: 'always',
    mutationFn: (/** @type {Pair & { isUndo?: boolean }} */ { id, other }) =>
      unlinkTicket(id, other),
    onSuccess: (_nothing, { id, other, isUndo }) => {
      refresh({ id, other });
      const text = mergingCopy.beside.removed(other);
      if (isUndo) showToast({ kind: 'success', key: 'merging', text });
      else {
        const hint = mergingCopy.beside.undoRemoval;
        offerUndo({ key: 'merging', text, hint, run: () => link.mutate({ id, other }) });
      }
    },
    onError: showFailure,
  });
  return { link, remove };
}
