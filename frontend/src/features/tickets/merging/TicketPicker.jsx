import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useDeferredValue, useState } from 'react';

import { findTickets } from '../../../api/mentions.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { StatusIcon } from '../../../domain/ticket/StatusIcon.jsx';
import { TicketAge } from '../../../domain/ticket/TicketAge.jsx';
import { mergingCopy } from './copy.js';

/** @typedef {import('../../../types').Ticket} Ticket */

const FOUND_AT_MOST = 12;

/**
 * A field in which a ticket is found by its number or by words, and chosen.
 * @param {object} props
 * @param {number} props.without the ticket that is not offered
 * @param {number | null} [props.requester] whose tickets are marked
 * @param {(ticket: Ticket) => void} props.onChoose
 */
export function TicketPicker({ without, requester = null, onChoose }) {
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim().replace(/^#/, ''));
  const { data, isPending, isPlaceholderData, isError } = useQuery({
    queryKey: ['tickets', 'found', search],
    queryFn: ({ signal }) => findTickets(search, FOUND_AT_MOST, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  // Until the server has answered, those of before would be chosen by mistake.
  const isLate = isPending || isPlaceholderData || search !== text.trim().replace(/^#/, '');
  const offered = isLate && text ? [] : (data ?? []).filter(({ id }) => id !== without);
  // A number means that ticket before any that has it in its words.
  const found = offered.toSorted(
    (one, other) => Number(String(other.id) === search) - Number(String(one.id) === search),
  );
  const missing = isError ? mergingCopy.findFailed : mergingCopy.nothingFound;
  return (
    <Command className="ticket-picker" label={mergingCopy.find} loop shouldFilter={false}>
      <Command.Input
        className="picker-field"
        placeholder={mergingCopy.find}
        value={text}
        onValueChange={setText}
        dir={text ? 'auto' : undefined}
      />
      <div role="status">
        <Command.Empty className="picker-empty">
          {isLate && !isError ? mergingCopy.finding : missing}
        </Command.Empty>
      </div>
      <Command.List className="picker-list" label={mergingCopy.found}>
        {found.map((ticket) => (
          <Command.Item
            key={ticket.id}
            className="menu-item ticket-choice"
            value={String(ticket.id)}
            onSelect={() => onChoose(ticket)}
          >
            <TicketLine
              ticket={ticket}
              isSame={requester !== null && ticket.requester?.id === requester}
            />
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

/** @param {{ ticket: Ticket, isSame?: boolean }} props */
export function TicketLine({ ticket, isSame = false }) {
  const { id, title, status, requester_name: name, created_at: at } = ticket;
  return (
    <>
      <StatusIcon status={status} />
      <span className="visually-hidden">{ticketCopy.values[status]}</span>
      <span className="ticket-choice-title" dir="auto">
        {title}
      </span>
      <span className="ticket-choice-facts">
        <span>{ticketCopy.number(id)}</span>
        <bdi translate="no">{mergingCopy.by(name)}</bdi>
        {isSame ? <span className="ticket-choice-mark">{mergingCopy.sameRequester}</span> : null}
        {ticket.merged_into ? (
          <span className="ticket-choice-mark">{mergingCopy.mergedAlready}</span>
        ) : null}
        <TicketAge iso={at} />
      </span>
    </>
  );
}
