import X from 'lucide-react/icons/x';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { StatusIcon } from '../../../domain/ticket/StatusIcon.jsx';
import { mergingCopy } from './copy.js';
import { TicketLink } from './TicketLink.jsx';
import { useLinkTicket } from './useLinkTicket.js';
import { useUnmergeTicket } from './useMergeTicket.js';
import { useTicketLinks } from './useTicketLinks.js';
import './merging.css';

const copy = mergingCopy.beside;

/** @typedef {import('../../../types').TicketSummary} TicketSummary */

/**
 * The tickets that were merged into one, and those that are linked with it.
 * @param {{ id: number, isFixed?: boolean }} props
 */
export function TicketsBeside({ id, isFixed = false }) {
  const { data } = useTicketLinks(id);
  if (!data?.related.length && !data?.merged.length) return null;
  return (
    <div className="beside">
      <Rows
        heading={copy.merged}
        tickets={data.merged}
        action={isFixed ? null : UnmergeButton}
        of={id}
      />
      <Rows
        heading={copy.related}
        tickets={data.related}
        action={isFixed ? null : UnlinkButton}
        of={id}
      />
    </div>
  );
}

/**
 * @param {object} props
 * @param {string} props.heading
 * @param {TicketSummary[]} props.tickets
 * @param {import('react').ComponentType<{ id: number, of: number }> | null} props.action
 * @param {number} props.of the ticket that they stand beside
 */
function Rows({ heading, tickets, action: Action, of }) {
  if (!tickets.length) return null;
  return (
    <section aria-label={heading}>
      <h3 className="detail-subhead">{heading}</h3>
      <ul className="beside-list">
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <TicketLink id={ticket.id} className="customer-ticket">
              <StatusIcon status={ticket.status} />
              <span className="visually-hidden">{ticketCopy.values[ticket.status]}</span>
              <span className="customer-title" dir="auto">
                {ticket.title}
              </span>
              <span className="customer-number">{ticketCopy.number(ticket.id)}</span>
            </TicketLink>
            {Action ? <Action id={ticket.id} of={of} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** @param {{ id: number }} props */
function UnmergeButton({ id }) {
  const { mutate, isPending } = useUnmergeTicket();
  return (
    <button
      type="button"
      className="link-button"
      aria-label={copy.unmerge(id)}
      aria-disabled={isPending || undefined}
      onClick={() => !isPending && mutate(id)}
    >
      {mergingCopy.menu.unmerge}
    </button>
  );
}

/** @param {{ id: number, of: number }} props */
function UnlinkButton({ id, of }) {
  const { remove } = useLinkTicket();
  return (
    <button
      type="button"
      className="icon-button icon-button--small"
      aria-label={copy.remove(id)}
      title={copy.remove(id)}
      aria-disabled={remove.isPending || undefined}
      onClick={() => !remove.isPending && remove.mutate({ id: of, other: id })}
    >
      <X aria-hidden="true" />
    </button>
  );
}
