import { useState } from 'react';

import { usePendingFocus } from '../../../ui/hooks/pendingFocus.js';
import { useView } from '../../../domain/view/useView.js';
import { useTicket } from '../detail/useTicket.js';
import { mergingCopy } from './copy.js';
import { DialogActions, DialogHead } from './DialogParts.jsx';
import { closeDialog } from './openDialog.js';
import { useMoveMessage } from './useMoveMessage.js';

const copy = mergingCopy.split;
const TITLE_MAX = 200;

/**
 * Make a new ticket of a message.
 * @param {{ ticket: number, message: import('../../../types').Message }} props
 */
export function SplitContent({ ticket: id, message }) {
  const ticket = useTicket(id).data;
  const { go } = useView();
  const [title, setTitle] = useState('');
  const { mutate, isPending } = useMoveMessage((moved) => {
    closeDialog();
    usePendingFocus.setState('ticket');
    go({ ticket: moved.ticket });
  });

  const split = () => {
    if (!isPending) mutate({ message: message.id, to: 'new', title });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        split();
      }}
    >
      <DialogHead title={copy.title} text={copy.text} />
      <label className="merging-field">
        <span>{copy.field}</span>
        <input
          className="picker-field"
          dir="auto"
          maxLength={TITLE_MAX}
          value={title}
          aria-describedby="split-hint"
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <p className="hint" id="split-hint">
        {copy.hint}
      </p>
      {message.kind === 'note' ? null : (
        <p>{mergingCopy.move.publicText(ticket?.requester_name ?? '')}</p>
      )}
      <DialogActions
        confirm={copy.confirm}
        pendingLabel={mergingCopy.move.moving}
        isPending={isPending}
        onConfirm={split}
      />
    </form>
  );
}
