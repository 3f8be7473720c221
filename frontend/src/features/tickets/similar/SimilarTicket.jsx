import { ticketCopy } from '../../../domain/ticket/copy.js';
import { StatusIcon } from '../../../domain/ticket/StatusIcon.jsx';
import { TicketAge } from '../../../domain/ticket/TicketAge.jsx';
import { hrefOf } from '../../../domain/view/address.js';
import { useView } from '../../../domain/view/useView.js';
import { isPlainClick } from '../../../lib/clicks.js';
import { fold } from '../../../lib/folding.js';
import { Highlight } from '../../../ui/Highlight.jsx';
import { usePendingFocus } from '../../../ui/hooks/pendingFocus.js';
import { similarCopy } from './copy.js';
import { SimilarActions } from './SimilarActions.jsx';
import { useSimilarActions } from './useSimilarActions.js';

/** @typedef {import('../../../types').Similar} Similar */

/**
 * A ticket like the open one, why it is, and what can be done with it.
 * @param {object} props
 * @param {number} props.of the open one
 * @param {Similar['duplicates'][number] | Similar['solved'][number]} props.ticket
 */
export function SimilarTicket({ of, ticket }) {
  const { id, title, status, created_at: createdAt, words } = ticket;
  const { view, go } = useView();
  const number = ticketCopy.number(id);
  const href = hrefOf({ ...view, ticket: id, message: null });
  const search = words.join(' ');
  const actions = useSimilarActions(of, id);

  /** @param {import('react').MouseEvent} event */
  function open(event) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    usePendingFocus.setState('ticket');
    go({ ticket: id });
  }

  return (
    // The keys of the controls in it.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="similar" onKeyDown={actions.onKeyDown}>
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
      <SimilarActions number={number} href={href} actions={actions} />
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
