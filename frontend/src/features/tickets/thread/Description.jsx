import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { ago } from '../../../lib/dates.js';
import { EditableDescription } from '../editing/EditableDescription.jsx';
import { threadCopy } from './copy.js';
import { MessageHead } from './MessageHead.jsx';

/**
 * The description of a ticket, which is the first message of its requester.
 * @param {{ ticket: import('../../../types').Ticket, now: number }} props
 */
export function Description({ ticket, now }) {
  const { requester_name: requester, created_at: at } = ticket;
  const name = requester || threadCopy.requester;
  return (
    <article
      className="message"
      data-kind="reply"
      data-author="requester"
      aria-label={threadCopy.description(name, ago(at, now))}
    >
      <Avatar name={requester} kind="requester" />
      <div className="bubble">
        <EditableDescription
          ticket={ticket}
          head={(button) => (
            <MessageHead
              name={name}
              at={at}
              now={now}
              role={requester ? threadCopy.requesterRole : ''}
            >
              <span className="message-actions">{button}</span>
            </MessageHead>
          )}
        />
      </div>
    </article>
  );
}
