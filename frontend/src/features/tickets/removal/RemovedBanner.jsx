import ShieldAlert from 'lucide-react/icons/shield-alert';
import Trash from 'lucide-react/icons/trash';
import Undo from 'lucide-react/icons/undo';

import { useConfig } from '../../../domain/session/useConfig.js';
import { TicketTime } from '../../../domain/ticket/TicketTime.jsx';
import { useNow } from '../../../ui/hooks/useNow.js';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { BlockButton } from './BlockButton.jsx';
import { removalCopy } from './copy.js';

const ICONS = { spam: ShieldAlert, bin: Trash };
// Spam is kept so long where what is deleted is erased at once; the server knows the same.
const SPAM_DAYS = 30;

/**
 * Tells that a ticket is spam or in the bin, with the way out of there.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {(ids: number[]) => void} props.onLeave called when it is about to leave the list
 */
export function RemovedBanner({ ticket, onLeave }) {
  const { change } = useUpdateTicket(ticket.id);
  const days = useConfig()?.bin_days || SPAM_DAYS;
  const now = useNow();
  const folder = /** @type {import('../../../types').Folder} */ (ticket.folder);
  const Icon = ICONS[folder];

  function restore() {
    change(ticket, 'folder', null);
    onLeave([ticket.id]);
  }

  return (
    <section className="removed" aria-label={removalCopy.is[folder]}>
      <Icon aria-hidden="true" />
      <div className="removed-text">
        <p>
          <strong>{removalCopy.is[folder]}</strong>{' '}
          {ticket.removed_at ? (
            <span>
              <span>{removalCopy.since}</span> <TicketTime iso={ticket.removed_at} now={now} />
            </span>
          ) : null}
        </p>
        <p className="hint">
          <span>{removalCopy.fixed}</span> <span>{removalCopy.keptFor(days)}</span>
        </p>
      </div>
      <div className="removed-actions">
        {/* One that was merged goes where the ticket with its conversation goes. */}
        {ticket.merged_into ? null : (
          <button type="button" className="button button--small button--soft" onClick={restore}>
            <Undo aria-hidden="true" />
            <span>{folder === 'spam' ? removalCopy.notSpam : removalCopy.restore}</span>
          </button>
        )}
        {folder === 'spam' && ticket.requester ? <BlockButton sender={ticket.requester} /> : null}
      </div>
    </section>
  );
}
