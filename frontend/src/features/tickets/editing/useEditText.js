import { useMutation, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { confirmTicket } from '../../../domain/ticket/ticketCache.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { enqueueConflict } from './conflicts/conflictQueue.js';
import { editingCopy } from './copy.js';
import { UnsavedError, saveField } from './saveField.js';

/**
 * @typedef {import('../../../types').Ticket} Ticket
 * @typedef {{ ticket: Ticket, field: import('../../../types').TextField, value: string, base: string }} Edit
 *   `base` is the text that the person began with
 */

/**
 * Return a function that saves a ticket's title or description. Unlike a value, a text is shown as
 * saved only once it is: until then it stays in its editor, so that nothing is lost.
 */
export function useEditText() {
  const client = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation({
    networkMode: 'always',
    mutationFn: (/** @type {Edit} */ { base, ...edit }) =>
      saveField(client, { ...edit, bases: [base] }),
    onSuccess: ({ ticket }) => confirmTicket(client, ticket),
  });

  /** @param {Edit} edit @param {import('./saveField.js').Saved} saved */
  function offerEdit({ field }, { ticket, before, along }) {
    offerUndo({
      key: `saved-${ticket.id}-${field}`,
      text: editingCopy.textDone(ticket.id, field) + editingCopy.along(along),
      hint: editingCopy.textUndoHint(field),
      run: () => {
        mutateAsync({ ticket, field, value: before, base: ticket[field] }).catch((problem) =>
          showToast({ kind: 'error', text: editingCopy.text.failed(problem.message) }),
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
     * @returns {Promise<string | null>} the text that could not be saved, or null
     */
    async save(edit) {
      try {
        const saved = await mutateAsync(edit);
        if (saved.isMine) offerEdit(edit, saved);
        return null;
      } catch (problem) {
        const unsaved = problem instanceof UnsavedError ? problem.unsaved : edit.value;
        if (asApiError(problem).kind === 'not_found') {
          const { ticket, field } = edit;
          await enqueueConflict({ id: ticket.id, field, mine: unsaved, theirs: null });
        }
        return unsaved;
      }
    },
  };
}
