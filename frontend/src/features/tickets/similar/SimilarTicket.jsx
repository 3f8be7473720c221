import Link from 'lucide-react/icons/link';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { StatusIcon } from '../../../domain/ticket/StatusIcon.jsx';
import { TicketAge } from '../../../domain/ticket/TicketAge.jsx';
import { hrefOf } from '../../../domain/view/address.js';
import { useView } from '../../../domain/view/useView.js';
import { isPlainClick } from '../../../lib/clicks.js';
import { fold } from '../../../lib/folding.js';
import { Highlight } from '../../../ui/Highlight.jsx';
import { copyToClipboard } from '../../../ui/hooks/copyToClipboard.js';
import { usePendingFocus } from '../../../ui/hooks/pendingFocus.js';
import { similarCopy } from './copy.js';

/** @typedef {import('../../../types').Similar} Similar */

/**
 * A ticket like the open one, why it is, and what can be done with it.
 * @param {{ ticket: Similar['duplicates'][number] | Similar['solved'][number] }} props
 */
export function SimilarTicket({ ticket }) {
  const { id, title, status, created_at: createdAt, words } = ticket;
  const { view, go } = useView();
  const number = ticketCopy.number(id);
  const href = hrefOf({ ...view, ticket: id, message: null });
  const search = words.join(' ');

  /** @param {import('react').MouseEvent} event */
  function open(event) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    usePendingFocus.setState('ticket');
    go({ ticket: id });
  }

  return (
    <div className="similar">
      <div className="similar-words">
        <a className="similar-link" href={href} onClick={open}>
          <StatusIcon status={status} />
          <span className="visually-hidden">{ticketCopy.values[status]}</span>
          <span className="similar-title" dir="auto">
            <Highlight text={title} search={search} />
          </span>
        </a>
        <p className="similar-facts">
          <span className="similar-number">{number}</span>
          <bdi translate="no">
            {ticket.requester_name || ticket.requester_email || similarCopy.unknown}
          </bdi>
          <TicketAge iso={createdAt} />
          {ticket.same_requester ? (
            <span className="similar-same">{similarCopy.sameRequester}</span>
          ) : null}
        </p>
        <Common title={title} words={words} />
        {'reply' in ticket && ticket.reply ? (
          <p className="similar-reply">
            <span className="similar-label">{similarCopy.reply}</span>{' '}
            <bdi>
              <Highlight text={ticket.reply} search={search} />
            </bdi>
          </p>
        ) : null}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={similarCopy.copyLink(number)}
        title={similarCopy.copyLink(number)}
        onClick={() => void copyToClipboard(new URL(href, window.location.href).href)}
      >
        <Link aria-hidden="true" />
      </button>
    </div>
  );
}

/**
 * The words in common that the title does not show.
 * @param {{ title: string, words: string[] }} props
 */
function Common({ title, words }) {
  const folded = fold(title);
  const others = words.filter((word) => !folded.includes(word));
  if (!others.length) return null;
  return (
    <p className="similar-common">
      <span className="similar-label">{similarCopy.common}</span>{' '}
      {others.map((word) => (
        <span key={word}>
          <mark translate="no">
            <bdi>{word}</bdi>
          </mark>{' '}
        </span>
      ))}
    </p>
  );
}
