import { ArrowLeft, X } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { useTicket } from '../hooks/useTicket.js';
import { copy } from '../lib/copy.js';
import { FieldMenu } from './FieldMenu.jsx';
import { TicketAge } from './TicketAge.jsx';
import { TicketMissing } from './TicketMissing.jsx';

const FIELDS = /** @type {const} */ (['status', 'priority', 'category']);

/**
 * The open ticket: beside the list where there is room, in its place where there is not.
 * @param {{ id: number, onClose: () => void }} props
 */
export function TicketDetail({ id, onClose }) {
  const { data: ticket, error, isPending, refetch } = useTicket(id);
  const panel = useRef(/** @type {HTMLElement | null} */ (null));

  useEffect(() => {
    // Whoever opened it from the list is here now; a reload must not pull the focus.
    if (document.activeElement?.closest('.row')) panel.current?.focus();
  }, []);

  /** @param {import('react').KeyboardEvent} event */
  function closeByKey(event) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    onClose();
  }

  return (
    // Escape bubbles up from whatever in the panel has the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className="panel detail"
      aria-label={copy.detail.label(id)}
      ref={panel}
      tabIndex={-1}
      onKeyDown={closeByKey}
    >
      <header className="detail-head">
        <button
          type="button"
          className="icon-button narrow-only"
          aria-label={copy.detail.back}
          onClick={onClose}
        >
          <ArrowLeft aria-hidden="true" />
        </button>
        <span className="detail-number">{copy.ticketNumber(id)}</span>
        <button
          type="button"
          className="icon-button wide-panel-only"
          aria-label={copy.detail.close}
          onClick={onClose}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      {ticket ? <Content ticket={ticket} /> : null}
      {!ticket && isPending ? <p className="detail-loading">{copy.detail.loading}</p> : null}
      {!ticket && error ? (
        <TicketMissing id={id} error={error} onRetry={() => void refetch()} onClose={onClose} />
      ) : null}
    </article>
  );
}

/** @param {{ ticket: import('../types').Ticket }} props */
function Content({ ticket }) {
  const isChanged = ticket.updated_at !== ticket.created_at;
  return (
    <div className="detail-scroll">
      <h2 className="detail-title" dir="auto">
        {ticket.title}
      </h2>
      <p className="detail-meta">
        {copy.detail.created} <TicketAge iso={ticket.created_at} inSentence />
        {isChanged ? (
          <>
            , {copy.detail.updated} <TicketAge iso={ticket.updated_at} inSentence />
          </>
        ) : null}
      </p>
      <div className="properties" role="group" aria-label={copy.detail.properties}>
        {FIELDS.map((field) => (
          <FieldMenu key={field} ticket={ticket} field={field} look="property" />
        ))}
      </div>
      <h3 className="detail-subhead">{copy.detail.description}</h3>
      <p className="detail-description" dir="auto">
        {ticket.description}
      </p>
    </div>
  );
}
