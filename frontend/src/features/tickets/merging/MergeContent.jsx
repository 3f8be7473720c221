import { useState } from 'react';

import { usePendingFocus } from '../../../ui/hooks/pendingFocus.js';
import { useView } from '../../../domain/view/useView.js';
import { useTicket } from '../detail/useTicket.js';
import { mergingCopy } from './copy.js';
import { DialogActions, DialogHead } from './DialogParts.jsx';
import { closeDialog } from './openDialog.js';
import { TicketLine, TicketPicker } from './TicketPicker.jsx';
import { useMergeTicket } from './useMergeTicket.js';

/** @typedef {import('../../../types').Ticket} Ticket */

const copy = mergingCopy.merge;
const DONE = ['resolved', 'closed'];

/**
 * Merge a ticket into one that is searched for, or one of two into the other.
 * @param {{ tickets: number[] }} props
 */
export function MergeContent({ tickets: [first, second] }) {
  const ticket = useTicket(first).data;
  const [into, setInto] = useState(/** @type {Ticket | null} */ (null));
  if (second !== undefined) return <OneOfTwo first={first} second={second} />;
  return (
    <>
      <DialogHead title={copy.title(first)} text={copy.text} />
      {into && ticket ? (
        <Preview ticket={ticket} into={into} onBack={() => setInto(null)} />
      ) : (
        <>
          <TicketPicker without={first} requester={ticket?.requester?.id} onChoose={setInto} />
          <DialogActions />
        </>
      )}
    </>
  );
}

/** @param {{ first: number, second: number }} props */
function OneOfTwo({ first, second }) {
  const one = useTicket(first).data;
  const other = useTicket(second).data;
  const [stays, setStays] = useState(/** @type {number | null} */ (null));
  if (!one || !other) return <DialogHead title={copy.bulkTitle} text={mergingCopy.finding} />;
  // The older one has its history.
  const chosen = stays ?? Math.min(first, second);
  const [ticket, into] = chosen === first ? [other, one] : [one, other];
  return (
    <>
      <DialogHead title={copy.bulkTitle} text={copy.bulkText} />
      <div className="merging-two" role="radiogroup" aria-label={copy.stays}>
        {[one, other].map((each) => (
          <label key={each.id} className="ticket-choice merging-choice">
            <input
              type="radio"
              name="stays"
              checked={chosen === each.id}
              onChange={() => setStays(each.id)}
            />
            <TicketLine ticket={each} />
          </label>
        ))}
      </div>
      <Preview ticket={ticket} into={into} isChosen />
    </>
  );
}

/**
 * What will happen, and the button that does it.
 * @param {{ ticket: Ticket, into: Ticket, isChosen?: boolean, onBack?: () => void }} props
 */
function Preview({ ticket, into, isChosen = false, onBack }) {
  const { view, go } = useView();
  const { mutate, isPending } = useMergeTicket((target) => {
    closeDialog();
    if (view.ticket !== ticket.id) return;
    usePendingFocus.setState('ticket');
    go({ ticket: target });
  });
  const { requester_name: name, requester } = ticket;
  const isSame = requester !== null && requester.id === into.requester?.id;
  const opens = ticket.team?.is_closed && ticket.team.id !== into.team?.id;
  const reopens = DONE.includes(into.status) && !DONE.includes(ticket.status);
  return (
    <>
      {isChosen ? null : (
        <p className="ticket-choice merging-target">
          <TicketLine ticket={into} isSame={isSame} />
        </p>
      )}
      <ul className="merging-points" aria-label={copy.happens}>
        <li>{copy.moves(ticket.id, into.id, ticket.message_count)}</li>
        <li>{isSame ? copy.same(name) : copy.others(name, into.requester_name)}</li>
        {opens ? <li>{copy.opens(into.id)}</li> : null}
        <li>{copy.closes(ticket.id)}</li>
        {reopens ? <li>{copy.reopens(into.id)}</li> : null}
      </ul>
      <DialogActions
        confirm={copy.confirm(into.id)}
        pendingLabel={copy.merging}
        isPending={isPending}
        onConfirm={() => mutate({ id: ticket.id, into: into.id })}
        onBack={onBack}
      />
    </>
  );
}
