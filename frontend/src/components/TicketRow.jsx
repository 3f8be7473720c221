import { memo } from 'react';

import { isPlainClick } from '../lib/clicks.js';
import { copy } from '../lib/copy.js';
import { excerpt } from '../lib/text.js';
import { FieldMenu } from './FieldMenu.jsx';
import { TicketAge } from './TicketAge.jsx';

/**
 * Where the focus returns to when a ticket is closed.
 * @param {number} id
 */
export function rowLinkId(id) {
  return `ticket-link-${id}`;
}

/** @param {{ ticket: import('../types').Ticket, isOpen: boolean, href: string, onOpen: (id: number) => void }} props */
function Row({ ticket, isOpen, href, onOpen }) {
  /** @param {import('react').MouseEvent} event */
  function open(event) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    onOpen(ticket.id);
  }

  return (
    <li className="row" data-open={isOpen || null} data-status={ticket.status}>
      <FieldMenu ticket={ticket} field="status" look="icon" />
      <div className="row-main">
        <a
          className="row-title"
          id={rowLinkId(ticket.id)}
          href={href}
          aria-current={isOpen || undefined}
          dir="auto"
          onClick={open}
        >
          {ticket.title}
        </a>
        <span className="row-excerpt" dir="auto">
          {excerpt(ticket.description)}
        </span>
      </div>
      <div className="row-meta">
        <span className="row-number">{copy.ticketNumber(ticket.id)}</span>
        <FieldMenu ticket={ticket} field="priority" look="text" />
        <FieldMenu ticket={ticket} field="category" look="text" />
      </div>
      <TicketAge iso={ticket.created_at} />
    </li>
  );
}

/** One ticket in the list. */
export const TicketRow = memo(Row);
