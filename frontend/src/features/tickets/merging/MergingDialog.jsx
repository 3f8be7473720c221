import { Dialog } from 'radix-ui';

import { useReturnFocus } from '../../../ui/hooks/useReturnFocus.js';
import { MENU_BUTTON } from '../detail/menuButton.js';
import { LinkContent } from './LinkContent.jsx';
import { MergeContent } from './MergeContent.jsx';
import { MoveContent } from './MoveContent.jsx';
import { closeDialog } from './openDialog.js';
import { SplitContent } from './SplitContent.jsx';
import './merging.css';

/**
 * The dialog about merging, linking or moving.
 * @param {{ opened: import('./openDialog.js').Opened }} props
 */
export function MergingDialog({ opened }) {
  // What opened it may be gone: a menu, a message that was moved, the bar of a selection.
  const returnFocus = useReturnFocus(MENU_BUTTON);
  return (
    <Dialog.Root open onOpenChange={(next) => !next && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog dialog--wide merging" onCloseAutoFocus={returnFocus}>
          {opened.kind === 'merge' ? <MergeContent tickets={opened.tickets} /> : null}
          {opened.kind === 'link' ? <LinkContent ticket={opened.ticket} /> : null}
          {opened.kind === 'move' ? <MoveContent {...opened} /> : null}
          {opened.kind === 'split' ? <SplitContent {...opened} /> : null}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
