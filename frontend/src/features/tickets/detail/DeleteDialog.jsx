import { AlertDialog } from 'radix-ui';

import { detailCopy } from './copy.js';
import { MENU_BUTTON } from './menuButton.js';
import { useDeleteTicket } from './useDeleteTicket.js';

/**
 * Asks before a ticket is deleted, which cannot be undone.
 * @param {{ id: number, isOpen: boolean, onClose: () => void, onDeleted: () => void }} props
 */
export function DeleteDialog({ id, isOpen, onClose, onDeleted }) {
  const { mutate, isPending } = useDeleteTicket(() => {
    onClose();
    onDeleted();
  });
  const text = detailCopy.removal;
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <AlertDialog.Content
          className="dialog"
          onCloseAutoFocus={(event) => {
            // The menu that opened it is gone, and after a deletion its button is too.
            event.preventDefault();
            document.getElementById(MENU_BUTTON)?.focus();
          }}
        >
          <AlertDialog.Title className="dialog-title">{text.title(id)}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-text">{text.text}</AlertDialog.Description>
          <div className="dialog-actions">
            <AlertDialog.Cancel className="button button--soft">{text.cancel}</AlertDialog.Cancel>
            <button
              type="button"
              className="button button--danger"
              aria-disabled={isPending || undefined}
              onClick={() => !isPending && mutate(id)}
            >
              {isPending ? text.deleting : text.confirm}
            </button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
