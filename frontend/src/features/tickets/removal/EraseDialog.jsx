import { AlertDialog } from 'radix-ui';

import { removalCopy } from './copy.js';
import { useErase } from './useErase.js';

/**
 * Asks before tickets are erased, which cannot be undone.
 * @param {object} props
 * @param {import('./useErase.js').Target} props.target
 * @param {string} props.returnTo the id of what gets the focus if it closes without an erasure
 * @param {() => void} props.onClose
 * @param {() => void} props.onErased
 */
export function EraseDialog({ target, returnTo, onClose, onErased }) {
  const { erase, isPending, count } = useErase(() => {
    onClose();
    onErased();
  });
  const text = removalCopy.erasing;
  return (
    <AlertDialog.Root open onOpenChange={(next) => !next && !isPending && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <AlertDialog.Content
          className="dialog"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            document.getElementById(returnTo)?.focus();
          }}
        >
          <AlertDialog.Title className="dialog-title">
            {text.title('ids' in target ? target.ids.length : null)}
          </AlertDialog.Title>
          <AlertDialog.Description className="dialog-text">{text.text}</AlertDialog.Description>
          <p role="status">{isPending && count ? text.progress(count) : ''}</p>
          <div className="dialog-actions">
            <AlertDialog.Cancel className="button button--soft">{text.cancel}</AlertDialog.Cancel>
            <button
              type="button"
              className="button button--danger"
              aria-disabled={isPending || undefined}
              onClick={() => !isPending && erase(target)}
            >
              {isPending ? text.working : text.confirm}
            </button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
