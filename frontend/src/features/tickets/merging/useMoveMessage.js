import { useMutation, useQueryClient } from '@tanstack/react-query';

import { deleteUnchanged, moveMessage } from '../../../api/related/merging.js';
import { forgetTicket } from '../../../domain/ticket/ticketCache.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { mergingCopy } from './copy.js';
import { refreshTickets } from './refresh.js';
import { showFailure } from './useMergeTicket.js';

/** @typedef {import('../../../types').Moved} Moved */

/**
 * Return the mutation that moves a message to another ticket, or into a new one; it can be undone.
 * @param {(moved: Moved) => void} onMoved
 */
export function useMoveMessage(onMoved) {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: (/** @type {{ message: number, to: number | 'new', title?: string }} */ move) =>
      moveMessage(move.message, move.to, move.title),
    onSuccess: (moved) => {
      void refreshTickets(client, [moved.moved_from, moved.ticket]);
      onMoved(moved);
      const { done, undoHint } = moved.is_new ? mergingCopy.split : mergingCopy.move;
      const text = done(moved.ticket);
      offerUndo({ key: 'merging', text, hint: undoHint, run: () => void undo(moved) });
    },
    onError: showFailure,
  });

  /** @param {Moved} moved */
  async function undo({ id, moved_from: from, ticket, version, is_new: isNew }) {
    try {
      await moveMessage(id, from);
    } catch (error) {
      showFailure(error);
      return;
    }
    const isGone = isNew && (await removed(ticket, version));
    if (isGone) forgetTicket(client, ticket);
    void refreshTickets(client, isGone ? [from] : [from, ticket]);
    const text = isNew && !isGone ? mergingCopy.split.kept(ticket) : mergingCopy.move.undone;
    showToast({ kind: 'success', key: 'merging', text });
  }
}

/**
 * Delete a new ticket that nobody has changed, and return whether it is gone.
 * @param {number} ticket
 * @param {number} version
 */
async function removed(ticket, version) {
  try {
    await deleteUnchanged(ticket, version);
    return true;
  } catch {
    return false;
  }
}
