import { Dialog } from 'radix-ui';
import { useEffect } from 'react';

import { useAccount } from '../../../domain/session/useAccess.js';
import { useReturnFocus } from '../../../ui/hooks/useReturnFocus.js';
import { signInCopy } from './copy.js';
import { SignIn } from './SignIn.jsx';

const text = signInCopy;

/**
 * Signing in over the current page, which stays as it is.
 * @param {{ onClose: () => void, hasEnded?: boolean }} props `hasEnded`: somebody was signed in
 */
export function SignInDialog({ onClose, hasEnded = false }) {
  const returnFocus = useReturnFocus();
  const account = useAccount();
  const isDone = !hasEnded && Boolean(account);
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);

  const first = hasEnded
    ? { title: text.endedTitle, text: text.endedText }
    : { title: text.title, text: text.dialogText };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay overlay--top" />
        <Dialog.Content
          className="dialog dialog--top"
          onCloseAutoFocus={returnFocus}
          // A click outside must not discard a half-typed password.
          onPointerDownOutside={(event) => event.preventDefault()}
        >
          <SignIn
            first={first}
            isOverPage
            email={account?.email}
            head={({ title, text: lede }) => (
              <>
                <Dialog.Title className="dialog-title">{title}</Dialog.Title>
                <Dialog.Description className="dialog-text">{lede}</Dialog.Description>
              </>
            )}
          />
          <Dialog.Close className="button button--quiet account-exit">{text.notNow}</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
