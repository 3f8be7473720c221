import X from 'lucide-react/icons/x';
import { Dialog } from 'radix-ui';

import { EscapeContext, useEscapeSteps } from '../../ui/hooks/escape.js';
import { useReturnFocus } from '../../ui/hooks/useReturnFocus.js';
import { savedReplyCopy } from './copy.js';
import { SavedRepliesPanel } from './SavedRepliesPanel.jsx';

/**
 * The panel where agents keep their saved replies, by itself.
 * @param {{ onClose: () => void }} props
 */
export function SavedRepliesDialog({ onClose }) {
  const returnFocus = useReturnFocus();
  const { steps, onEscapeKeyDown } = useEscapeSteps();
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog saved-replies"
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          onPointerDownOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={onEscapeKeyDown}
        >
          <EscapeContext value={steps}>
            <SavedRepliesPanel
              head={(title) => (
                <>
                  <Dialog.Title className="dialog-title">{title}</Dialog.Title>
                  <Dialog.Close className="icon-button" aria-label={savedReplyCopy.close}>
                    <X aria-hidden="true" />
                  </Dialog.Close>
                </>
              )}
            />
          </EscapeContext>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
