import { useId } from 'react';

import { TicketTime } from '../../domain/ticket/TicketTime.jsx';
import { requestCopy } from './copy.js';

/**
 * A message of the conversation: who wrote it, when, and its text.
 * @param {object} props
 * @param {import('../../types').PublicMessage['author']} props.author
 * @param {string} props.at
 * @param {number} props.now
 * @param {boolean} [props.isNew]
 * @param {import('react').ReactNode} props.children
 */
export function Message({ author, at, now, isNew = false, children }) {
  const id = useId();
  return (
    <article
      className="public-message"
      data-own={author.kind === 'requester' || undefined}
      aria-labelledby={id}
      tabIndex={-1}
    >
      <p className="public-message-head" id={id}>
        <bdi className="public-message-author">{requestCopy.conversation.author(author)}</bdi>
        {isNew ? (
          <span className="public-message-new">{requestCopy.conversation.isNew}</span>
        ) : null}
        <span className="public-message-time">
          <TicketTime iso={at} now={now} />
        </span>
      </p>
      {children}
    </article>
  );
}
