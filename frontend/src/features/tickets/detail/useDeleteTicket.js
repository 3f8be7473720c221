import { useMutation, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { deleteTicket } from '../../../api/tickets.js';
import { refreshCounts } from '../../../domain/ticket/counts/refreshCounts.js';
import { forgetTicket } from '../../../domain/ticket/ticketCache.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { detailCopy } from './copy.js';

/**
 * Return the mutation that deletes a ticket. It stays on screen until the server has confirmed,
 * because there is no Undo.
 * @param {(id: number) => void} onDeleted before the ticket leaves the list
 */
export function useDeleteTicket(onDeleted) {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: deleteTicket,
    onSuccess: (_nothing, id) => {
      onDeleted(id);
      forgetTicket(client, id);
      showToast({ kind: 'success', text: detailCopy.removal.done(id) });
    },
    onError: (error) => {
      const text = detailCopy.removal.failed(asApiError(error).message);
      showToast({ kind: 'error', text });
    },
    onSettled: () => refreshCounts.resume(client),
  });
}
