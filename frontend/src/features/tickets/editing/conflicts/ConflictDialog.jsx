import { AlertDialog } from 'radix-ui';

import { ticketCopy } from '../../../../domain/ticket/copy.js';
import { useReturnFocus } from '../../../../ui/hooks/useReturnFocus.js';
import { conflictCopy } from './copy.js';
import { DeletedTicket } from './DeletedTicket.jsx';
import { TextConflict } from './TextConflict.jsx';
import { ValueConflict } from './ValueConflict.jsx';

/** @typedef {import('./conflictQueue.js').OpenConflict} OpenConflict */

/**
 * Asks which of two changes of one field to keep. Closing it loses nothing that was typed.
 * @param {{ conflict: OpenConflict }} props
 */
export function ConflictDialog({ conflict }) {
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <Content conflict={conflict} />
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** @param {{ conflict: OpenConflict }} props */
function Content({ conflict }) {
  const returnFocus = useReturnFocus();
  const { id, field, theirs } = conflict;
  const title = theirs
    ? conflictCopy.title(id, ticketCopy.nameOf(field))
    : conflictCopy.goneTitle(id);
  return (
    <AlertDialog.Content
      className={isText(field) ? 'dialog dialog--wide' : 'dialog'}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        // A closed editor has already moved the focus.
        if (document.activeElement === document.body) returnFocus(event);
      }}
      // Each kind of conflict has its own way to close.
      onEscapeKeyDown={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        const wayOut = event.currentTarget.querySelector('[data-way-out]');
        if (wayOut instanceof HTMLElement) wayOut.click();
      }}
    >
      <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
      <Body conflict={conflict} />
    </AlertDialog.Content>
  );
}

/** @param {string} field */
const isText = (field) => field === 'title' || field === 'description';

/** @param {{ conflict: OpenConflict }} props */
function Body({ conflict }) {
  if (!conflict.theirs) return <DeletedTicket conflict={conflict} />;
  return isText(conflict.field) ? (
    <TextConflict conflict={conflict} />
  ) : (
    <ValueConflict conflict={conflict} />
  );
}
