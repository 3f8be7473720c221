import UserRound from 'lucide-react/icons/user-round';

import { detailCopy } from './copy.js';
import { mailtoOf } from './mailto.js';

/**
 * The requester of a ticket, with a link that writes to them.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function TicketRequester({ ticket: { requester_name: name, requester_email: address } }) {
  if (!name && !address) return null;
  const mailto = mailtoOf(address);
  return (
    <p className="requester">
      <UserRound aria-hidden="true" />
      <span className="visually-hidden">{detailCopy.requester}: </span>
      {name ? <bdi translate="no">{name}</bdi> : null}
      {mailto ? (
        <a href={mailto} rel="noreferrer">
          <bdi translate="no">{address}</bdi>
        </a>
      ) : null}
      {address && !mailto ? <bdi translate="no">{address}</bdi> : null}
    </p>
  );
}
