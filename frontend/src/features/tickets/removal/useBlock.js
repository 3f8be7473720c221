import { useMutation, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { setBlocked } from '../../../api/requesters.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { removalCopy } from './copy.js';

/** @typedef {{ id: number, name: string, email: string | null }} Sender */
/** @typedef {{ sender: Sender, isBlocked: boolean, isQuiet: boolean }} Change */

/**
 * Return a function that blocks a requester or unblocks them, with Undo; `isQuiet` where something else
 * tells of it and undoes it.
 */
export function useBlock() {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    networkMode: 'always',
    mutationFn: (/** @type {Change} */ { sender, isBlocked }) => setBlocked(sender.id, isBlocked),
    onSuccess: (saved, change) => {
      client.setQueryData(['requesters', change.sender.id], saved);
      if (!change.isQuiet) offer(change);
    },
    onError: (error) => {
      const text = removalCopy.notBlocked(asApiError(error).message);
      showToast({ kind: 'error', key: 'block', text });
    },
  });

  /** @param {Change} change */
  function offer({ sender, isBlocked }) {
    const name = sender.name || sender.email || removalCopy.someone;
    offerUndo({
      key: 'block',
      text: isBlocked ? removalCopy.blocked(name) : removalCopy.unblocked(name),
      hint: isBlocked ? removalCopy.undoBlock : removalCopy.undoUnblock,
      run: () => mutate({ sender, isBlocked: !isBlocked, isQuiet: true }),
    });
  }

  return {
    isPending,
    /** @param {Sender} sender @param {boolean} isBlocked @param {boolean} [isQuiet] */
    block: (sender, isBlocked, isQuiet = false) => mutate({ sender, isBlocked, isQuiet }),
  };
}
