import Check from 'lucide-react/icons/check';
import { useEffect, useRef } from 'react';

import { useShownOnce } from '../../domain/session/useShownOnce.js';
import { PrivateLink } from '../../domain/ticket/PrivateLink.jsx';
import { ViewLink } from '../../domain/view/ViewLink.jsx';
import { submitCopy } from './copy.js';
import { nameOfSent } from './submission.js';

/**
 * The confirmation of a ticket that has arrived.
 * @param {{ ticket: import('../../types').SentTicket, onAnother: () => void }} props
 */
export function Confirmation({ ticket, onAnother }) {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  // A stranger is told no number, and has no list to go to.
  const hasList = 'id' in ticket;
  const { copied, forget } = useShownOnce('private_link', nameOfSent(ticket));

  function startAnother() {
    forget();
    onAnother();
  }

  return (
    <section className="glass confirmation" aria-labelledby="sent-heading">
      <span className="state-glyph state-glyph--done">
        <Check aria-hidden="true" />
      </span>
      <h1 id="sent-heading" ref={heading} tabIndex={-1}>
        {submitCopy.confirmation.title(nameOfSent(ticket))}
      </h1>
      <p className="confirmation-sent" dir="auto">
        {ticket.title}
      </p>
      <p className="state-text">
        {hasList ? submitCopy.confirmation.text : submitCopy.confirmation.textWithReference}
      </p>
      {ticket.request_token ? (
        <PrivateLink token={ticket.request_token} note={submitCopy.linkNote} onCopied={copied} />
      ) : null}
      <div className="state-actions">
        {hasList ? (
          <ViewLink className="button button--primary button--large" to={{ tab: 'tickets' }}>
            {submitCopy.confirmation.list}
          </ViewLink>
        ) : null}
        <button type="button" className="button button--soft button--large" onClick={startAnother}>
          {submitCopy.confirmation.another}
        </button>
      </div>
    </section>
  );
}
