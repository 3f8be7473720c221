import Ban from 'lucide-react/icons/ban';
import Download from 'lucide-react/icons/download';
import UserX from 'lucide-react/icons/user-x';

import { exportUrl } from '../../../api/requesters.js';
import { openErasure } from '../../../domain/personal-data/panel.js';
import { TicketTime } from '../../../domain/ticket/TicketTime.jsx';
import { useNow } from '../../../ui/hooks/useNow.js';
import { BlockButton } from '../removal/BlockButton.jsx';
import { useIsAdmin } from '../removal/useIsAdmin.js';
import { customerCopy } from './copy.js';

/**
 * Blocks a requester, and lets admins export what is stored of them or erase it.
 * @param {object} props
 * @param {NonNullable<import('../../../types').Ticket['requester']>} props.requester
 * @param {import('../../../types').Requester} props.data
 */
export function CustomerActions({ requester, data }) {
  const isAdmin = useIsAdmin();
  const now = useNow();
  return (
    <div className="customer-actions" role="group" aria-label={customerCopy.actions}>
      {data.blocked_at ? (
        <p className="customer-blocked">
          <Ban aria-hidden="true" />
          <span>{customerCopy.blocked}</span> <TicketTime iso={data.blocked_at} now={now} />
        </p>
      ) : null}
      <BlockButton sender={requester} />
      {isAdmin ? (
        <>
          <a className="button button--small button--soft" href={exportUrl(requester.id)} download>
            <Download aria-hidden="true" />
            <span>{customerCopy.export}</span>
          </a>
          <button
            type="button"
            className="button button--small button--soft"
            onClick={() => openErasure(requester)}
          >
            <UserX aria-hidden="true" />
            <span>{customerCopy.erase}</span>
          </button>
        </>
      ) : null}
    </div>
  );
}
