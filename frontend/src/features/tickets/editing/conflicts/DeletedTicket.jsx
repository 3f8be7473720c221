import { AlertDialog } from 'radix-ui';

import { conflictCopy } from './copy.js';
import { UnsavedText } from './UnsavedText.jsx';

/**
 * The ticket was deleted while somebody was writing in it.
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
