import { Dialog } from 'radix-ui';

import { useReturnFocus } from '../../../ui/hooks/useReturnFocus.js';
import { signOutHere } from '../signOutHere.js';
import { requiredCopy } from './copy.js';
import { SecondFactorSetup } from './SecondFactorSetup.jsx';

const text = requiredCopy;

/**
 * The setup of a second factor that has come to be required, over the current page, which stays as
 * it is.
 * @param {{ onPostpone: () => void }} props
 */
export function SecondFactorDialog({ onPostpone }) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={onPostpone}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay overlay--top" />
        <Dialog.Content
          className="dialog dialog--top account-dialog"
          onCloseAutoFocus={returnFocus}
          onPointerDownOutside={(event) => event.preventDefault()}
        >
          <Dialog.Title className="dialog-title">{text.title}</Dialog.Title>
          <Dialog.Description className="dialog-text">{text.lateText}</Dialog.Description>
          <SecondFactorSetup />
          <div className="account-actions account-exits">
            <Dialog.Close className="button button--quiet">{text.notNow}</Dialog.Close>
            <button
              type="button"
              className="button button--quiet"
              onClick={() => void signOutHere()}
            >
              {text.signOut}
            </button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
