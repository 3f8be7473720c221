import { useState } from 'react';

import { useTicket } from '../detail/useTicket.js';
import { mergingCopy } from './copy.js';
import { DialogActions, DialogHead } from './DialogParts.jsx';
import { closeDialog } from './openDialog.js';
import { TicketLine, TicketPicker } from './TicketPicker.jsx';
import { useMoveMessage } from './useMoveMessage.js';

/** @typedef {import('../../../types').Ticket} Ticket */

const copy = mergingCopy.move;

/**
 * Move a message to a ticket that is searched for.
 * @param {{ ticket: number, message: import('../../../types').Message }} props
 */
export function MoveContent({ ticket: id, message }) {
  const ticket = useTicket(id).data;
  const [to, setTo] = useState(/** @type {Ticket | null} */ (null));
  const { mutate, isPending } = useMoveMessage(closeDialog);
  return (
    <>
      <DialogHead title={copy.title} text={copy.text} />
      {to ? (
        <>
          <p className="ticket-choice merging-target">
            <TicketLine ticket={to} />
          </p>
          <p>{effectOf(message, ticket, to)}</p>
          <DialogActions
            confirm={copy.confirm(to.id)}
            pendingLabel={copy.moving}
            isPending={isPending}
            onConfirm={() => mutate({ message: message.id, to: to.id })}
            onBack={() => setTo(null)}
          />
        </>
      ) : (
        <>
          <TicketPicker without={id} requester={ticket?.requester?.id} onChoose={setTo} />
          <DialogActions />
        </>
      )}
    </>
  );
}

/**
 * Return the words for who will see a message that is moved.
 * @param {import('../../../types').Message} message
 * @param {Ticket | undefined} from
 * @param {Ticket} to
 */
function effectOf({ kind, author }, from, to) {
  if (kind === 'note') return copy.note;
  const name = from?.requester_name ?? '';
  return author.kind === 'requester'
    ? copy.publicText(name)
    : copy.publicReply(name, to.requester_name);
}
