import X from 'lucide-react/icons/x';
import { Dialog } from 'radix-ui';

import { useReturnFocus } from '../../ui/hooks/useReturnFocus.js';
import { accountCopy } from './copy.js';

/**
 * The frame of the account dialogs.
 * @param {object} props
 * @param {string} props.title
 * @param {string} [props.text]
 * @param {boolean} [props.isWide]
 * @param {() => void} props.onClose
 * @param {import('react').ReactNode} props.children
 */
export function AccountDialog({ title, text, isWide = false, onClose, children }) {
  // Chosen from the menu, whose item is gone when the dialog closes.
  const returnFocus = useReturnFocus('account-button');
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className={
            isWide ? 'dialog account-dialog account-dialog--wide' : 'dialog account-dialog'
          }
          aria-describedby={text ? undefined : ''}
          onCloseAutoFocus={returnFocus}
          onPointerDownOutside={(event) => event.preventDefault()}
        >
          <div className="dialog-head">
            <Dialog.Title className="dialog-title">{title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={accountCopy.close}>
              <X aria-hidden="true" />
            </Dialog.Close>
          </div>
          {text ? <Dialog.Description className="dialog-text">{text}</Dialog.Description> : null}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
