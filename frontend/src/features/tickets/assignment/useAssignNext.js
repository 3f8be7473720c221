import { useMutation, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { assignTicket } from '../../../api/tickets.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { confirmTicket } from '../../../domain/ticket/ticketCache.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { editingCopy } from '../editing/copy.js';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { assignmentCopy } from './copy.js';

/**
 * Return a function that gives a ticket to another member of its team.
 * @param {import('../../../types').Ticket} ticket
 */
export function useAssignNext({ id, assignee: before }) {
  const client = useQueryClient();
  const { change } = useUpdateTicket(id);
  const { mutate } = useMutation({
    scope: { id: `ticket-${id}` },
    mutationFn: () => assignTicket(id),
    onError: (error) =>
      showToast({
        kind: 'error',
        text: assignmentCopy.notGiven(id, asApiError(error).message),
        key: `assigned-${id}`,
      }),
    onSuccess: (saved) => {
      confirmTicket(client, saved);
      offerUndo({
        key: `saved-${id}-assignee`,
        text: assignmentCopy.given(id, saved.assignee?.name ?? ''),
        hint: editingCopy.undoHint(
          ticketCopy.fields.assignee.toLowerCase(),
          ticketCopy.wordOf('assignee', before),
        ),
        run: () => change(saved, 'assignee', before),
      });
    },
  });
  return () => mutate();
}
