import { useQuery } from '@tanstack/react-query';

import { unreadCopy } from './copy.js';
import { isUnread, seenQuery } from './seenQuery.js';

/**
 * Marks a ticket whose requester has written since it was last looked at.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function UnreadMark({ ticket }) {
  const { data } = useQuery(seenQuery(ticket.id, Boolean(ticket.last_requester_at)));
  return isUnread(ticket, data) ? (
    <span className="unread">
      <span className="visually-hidden">{unreadCopy.unread} </span>
    </span>
  ) : null;
}
