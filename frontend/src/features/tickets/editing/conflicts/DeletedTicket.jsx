import { AlertDialog } from 'radix-ui';

import { conflictCopy } from './copy.js';
import { UnsavedText } from './UnsavedText.jsx';

/**
 * The body of the dialog for a ticket that was deleted while it was being edited.
 * @param {{ conflict: import('./conflictQueue.js').OpenConflict }} props
 */
export function DeletedTicket({ conflict: { field, mine, settle } }) {
  return (
    <>
      <AlertDialog.Description className="dialog-text">
        {conflictCopy.goneText}
      </AlertDialog.Description>
      <UnsavedText field={field} text={mine} />
      <div className="dialog-actions">
        <AlertDialog.Cancel
          data-way-out
          className="button button--soft"
          onClick={() => settle({ choice: 'left', value: mine })}
        >
          {conflictCopy.close}
        </AlertDialog.Cancel>
      </div>
    </>
  );
}
