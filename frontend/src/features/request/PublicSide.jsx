import Printer from 'lucide-react/icons/printer';
import { useState } from 'react';

import { ticketCopy } from '../../domain/ticket/copy.js';
import { StatusIcon } from '../../domain/ticket/StatusIcon.jsx';
import { TicketTime } from '../../domain/ticket/TicketTime.jsx';
import { BASE } from '../../lib/place.js';
import { useShownOnceItems } from '../../lib/shownOnce.js';
import { useNow } from '../../ui/hooks/useNow.js';
import { AnswerForm } from './AnswerForm.jsx';
import { Conversation } from './Conversation.jsx';
import { requestCopy } from './copy.js';
import { FollowUp } from './FollowUp.jsx';
import { useConversation } from './useConversation.js';
import './conversation.css';

/** @typedef {import('../../types').PublicTicket} PublicTicket */

/**
 * The public part of a ticket: how it is getting on, the conversation, and the box for an answer.
 * @param {{ token: string, ticket: PublicTicket }} props
 */
export function PublicSide({ token, ticket }) {
  const now = useNow();
  const query = useConversation(token);
  return (
    <>
      <Ticket ticket={ticket} now={now} />
      <Conversation token={token} ticket={ticket} query={query} now={now} />
      {/* Once the messages are there, so that nothing moves while somebody writes. */}
      {query.isLoading ? null : <Answer token={token} ticket={ticket} />}
      <p className="hint request-note">{requestCopy.note}</p>
      <div className="state-actions">
        <a className="button button--soft" href={BASE}>
          {requestCopy.another}
        </a>
        <button type="button" className="button button--soft" onClick={() => window.print()}>
          <Printer aria-hidden="true" />
          {requestCopy.print}
        </button>
      </div>
    </>
  );
}

/** @param {{ token: string, ticket: PublicTicket }} props */
function Answer({ token, ticket }) {
  const told = useShownOnceItems(({ private_link: item }) => item);
  const followUp = told?.from === ticket.reference ? told : null;
  const [atFirst] = useState(followUp);
  if (!followUp) return <AnswerForm token={token} ticket={ticket} />;
  const { about, value } = followUp;
  return <FollowUp reference={about} token={value} takesFocus={followUp.at !== atFirst?.at} />;
}

/** @param {{ ticket: PublicTicket, now: number }} props */
function Ticket({ ticket, now }) {
  const { title, status, category, reference, created_at, updated_at, resolved_at } = ticket;
  const isChanged = updated_at !== created_at && updated_at !== resolved_at;
  return (
    <article className="glass request-ticket" aria-labelledby="request-title">
      <div className="request-status" role="status">
        <StatusIcon status={status} />
        <strong>{ticketCopy.values[status]}</strong>
        <span>{requestCopy.status[status]}</span>
      </div>
      {ticket.joined ? <p className="request-joined">{requestCopy.joined}</p> : null}
      <h1 className="request-title" id="request-title" dir="auto">
        {title}
      </h1>
      <dl className="request-facts">
        <Fact name={requestCopy.sent}>
          <TicketTime iso={created_at} now={now} />
        </Fact>
        {resolved_at ? (
          <Fact name={requestCopy.resolved}>
            <TicketTime iso={resolved_at} now={now} />
          </Fact>
        ) : null}
        {isChanged ? (
          <Fact name={requestCopy.changed}>
            <TicketTime iso={updated_at} now={now} />
          </Fact>
        ) : null}
        <Fact name={ticketCopy.fields.category}>{ticketCopy.values[category]}</Fact>
        <Fact name={requestCopy.reference}>
          <bdi translate="no">{reference}</bdi>
        </Fact>
      </dl>
    </article>
  );
}

/** @param {{ name: string, children: import('react').ReactNode }} props */
function Fact({ name, children }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
