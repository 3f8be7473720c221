import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nanoid } from 'nanoid/non-secure';

import { updateTicket } from '../api/tickets.js';
import { copy } from '../lib/copy.js';
import { showToast } from './toasts.js';
import { beginChange, endChange } from './ticketCache.js';
import { offerUndo } from './undo.js';

/**
 * @typedef {import('../types').Ticket} Ticket
 * @typedef {{ ticket: Ticket, field: import('../types').TextField, value: string }} Edit
 */

/**
 * Saves a ticket's title or description. Unlike a choice, a text is shown as saved only when it
 * is: until then it stays in its editor, where nothing of it can be lost.
 */
export function useEditText() {
  const client = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation({
    networkMode: 'always',
    mutationFn: (/** @type {Edit} */ { ticket, field, value }) =>
      updateTicket(ticket.id, { [field]: value }),
    onSuccess: (answer, { ticket }) => {
      const id = nanoid();
      beginChange(client, [ticket], { id, changes: {} });
      endChange(client, [ticket.id], id, () => answer);
    },
  });

  /** @param {Edit} edit @param {Ticket} saved */
  function offerEdit({ ticket, field }, saved) {
    offerUndo({
      key: `saved-${ticket.id}-${field}`,
      text: copy.change.textDone(ticket.id, field),
      hint: copy.change.textUndoHint(field),
      run: () => {
        mutateAsync({ ticket: saved, field, value: ticket[field] }).catch((problem) =>
          showToast({ kind: 'error', text: copy.detail.edit.failed(problem.message) }),
        );
      },
    });
  }

  return {
    isPending,
    error,
    reset,
    /**
     * @param {Edit} edit
     * @returns {Promise<boolean>} whether it is saved
     */
    async save(edit) {
      try {
        offerEdit(edit, await mutateAsync(edit));
        return true;
      } catch {
        return false;
      }
    },
  };
}
