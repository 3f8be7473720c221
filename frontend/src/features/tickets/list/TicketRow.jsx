import { memo } from 'react';

import { COLUMNS } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { TicketAge } from '../../../domain/ticket/TicketAge.jsx';
import { isPlainClick } from '../../../lib/clicks.js';
import { explainMatch, firstMatch } from '../../../lib/searchMatches.js';
import { Highlight } from '../../../ui/Highlight.jsx';
import { ReferenceMenu } from '../assignment/ReferenceMenu.jsx';
import { FieldMenu } from '../editing/FieldMenu.jsx';
import { SnoozeMark } from '../snooze/SnoozeMark.jsx';
import { TagChips } from '../tags/TagChips.jsx';
import { listCopy } from './copy.js';
import { excerpt } from './excerpt.js';

const ROW_TAGS = 2;

/**
 * Return the id of a row's link, which has the focus again when its ticket closes.
 * @param {number} id
 */
export function rowLinkId(id) {
  return `ticket-link-${id}`;
}

/**
 * @typedef {object} RowMoves the actions of a row
 * @property {(id: number, message?: number) => void} open
 * @property {(id: number) => void} visit makes it the one that keys act on
 * @property {(id: number, isRange: boolean) => void} pick
 */

/**
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {import('../../../types').Found | null} props.found where the search has found it
 * @param {boolean} props.isOpen
 * @param {boolean} props.isActive whether the Tab key and the letters reach this row
 * @param {boolean} props.isSelected
 * @param {string} props.search
 * @param {string} props.href
 * @param {import('../../../types').Column[]} props.columns
 * @param {RowMoves} props.moves
 * @param {import('react').ComponentType<{ ticket: import('../../../types').Ticket }> | null} [props.UnreadMark]
 */
function Row(props) {
  const { ticket, found, isOpen, isActive, isSelected, search, href, columns, moves } = props;
  const { UnreadMark } = props;
  const tabIndex = isActive ? 0 : -1;
  const { place, requester } = explainMatch(ticket, search);
  const shown = found ? firstMatch(found.excerpt, search) : place;

  /** @param {import('react').MouseEvent} event */
  function open(event) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    moves.open(ticket.id, found?.message);
  }

  return (
    // The focus event bubbles from the controls in the row.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="row"
      data-open={isOpen || null}
      data-selected={isSelected || null}
      data-status={ticket.status}
      onFocus={() => moves.visit(ticket.id)}
    >
      <input
        type="checkbox"
        className="row-check"
        aria-label={listCopy.select(ticket.id)}
        tabIndex={tabIndex}
        checked={isSelected}
        readOnly
        onClick={(event) => moves.pick(ticket.id, event.shiftKey)}
      />
      <FieldMenu ticket={ticket} field="status" look="icon" place="row" tabIndex={tabIndex} />
      <div className="row-main">
        <a
          className="row-title"
          id={rowLinkId(ticket.id)}
          href={href}
          aria-current={isOpen || undefined}
          dir="auto"
          tabIndex={tabIndex}
          onClick={open}
        >
          {UnreadMark ? <UnreadMark ticket={ticket} /> : null}
          <Highlight text={ticket.title} search={search} />
        </a>
        <span
          className="row-excerpt"
          dir="auto"
          data-found={found !== null || place >= 0 || requester !== '' || null}
        >
          {requester ? (
            <bdi className="row-requester">
              <Highlight text={requester} search={search} />
            </bdi>
          ) : null}
          {found ? <span className="row-found">{listCopy.foundIn[found.kind]}</span> : null}
          <bdi>
            <Highlight
              text={excerpt(found ? found.excerpt : ticket.description, { around: shown })}
              search={search}
            />
          </bdi>
        </span>
      </div>
      <div className="row-meta">
        {ticket.snoozed_until || ticket.woken_from ? <SnoozeMark ticket={ticket} /> : null}
        {ticket.tags?.length ? (
          <span className="row-tags tag-line">
            <TagChips ticket={ticket} most={ROW_TAGS} />
          </span>
        ) : null}
        {ticket.merged_into ? (
          <span className="row-found">{listCopy.merged(ticket.merged_into)}</span>
        ) : null}
        <span className="row-number">{ticketCopy.number(ticket.id)}</span>
        {COLUMNS.filter((column) => columns.includes(column)).map((column) => (
          <Cell key={column} column={column} ticket={ticket} tabIndex={tabIndex} />
        ))}
      </div>
      {columns.includes('created_at') ? <TicketAge iso={ticket.created_at} /> : null}
    </div>
  );
}

/**
 * One of the columns; the age has a place of its own at the end of the row.
 * @param {object} props
 * @param {import('../../../types').Column} props.column
 * @param {import('../../../types').Ticket} props.ticket
 * @param {number} props.tabIndex
 */
function Cell({ column, ticket, tabIndex }) {
  switch (column) {
    case 'priority':
    case 'category':
      return (
        <FieldMenu ticket={ticket} field={column} look="text" place="row" tabIndex={tabIndex} />
      );
    case 'assignee':
      return (
        <ReferenceMenu
          ticket={ticket}
          field="assignee"
          look="avatar"
          place="row"
          tabIndex={tabIndex}
        />
      );
    case 'team':
      return <bdi className="row-cell">{ticket.team?.name ?? ''}</bdi>;
    case 'requester':
      return <bdi className="row-cell">{ticket.requester_name || ticket.requester_email}</bdi>;
    case 'last_message_at':
      return ticket.last_message_at ? (
        <span className="row-cell">
          <span className="visually-hidden">{listCopy.lastMessage}</span>{' '}
          <TicketAge iso={ticket.last_message_at} />
        </span>
      ) : null;
    default:
      return null;
  }
}

/** One ticket in the list. */
export const TicketRow = memo(Row);
