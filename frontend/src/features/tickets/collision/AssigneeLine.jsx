import UserRound from 'lucide-react/icons/user-round';

import { useAccount } from '../../../domain/session/useAccess.js';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { askBeforeAssigning } from './collision.js';
import { collisionCopy } from './copy.js';

/**
 * Whose ticket it is, for somebody else who answers it, and who has just taken it.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {import('./useAssigneeNotice.js').AssigneeNotice | null} props.notice
 */
export function AssigneeLine({ ticket, notice }) {
  const account = useAccount();
  const { change } = useUpdateTicket(ticket.id);

  function take() {
    if (!account) return;
    const me = { id: Number(account.id), name: account.name };
    askBeforeAssigning(ticket.id, me, me.id, () => change(ticket, 'assignee', me));
  }

  return (
    <div role="status">
      {notice ? (
        <p className="assignee-line" data-new={notice.isNew || null}>
          <UserRound aria-hidden="true" />
          <span className="assignee-words">
            {notice.isNew ? null : <span>{collisionCopy.assigned} </span>}
            <bdi translate="no">{notice.assignee.name}</bdi>
            {notice.isNew ? <span> {collisionCopy.taken}</span> : null}
          </span>
          {account ? (
            <button type="button" className="link-button" onClick={take}>
              {collisionCopy.takeBack}
            </button>
          ) : null}
          {notice.isNew ? (
            <button type="button" className="link-button" onClick={notice.dismiss}>
              {collisionCopy.dismiss}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
