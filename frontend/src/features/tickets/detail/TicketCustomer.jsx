import { detailCopy } from './copy.js';
import { mailtoOf } from './mailto.js';

/**
 * What is known of the requester of a ticket.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function TicketCustomer({ ticket: { requester_name: name, requester_email: address } }) {
  const texts = detailCopy.customer;
  const mailto = mailtoOf(address);
  if (!name && !address) return <p className="customer-none">{texts.unknown}</p>;
  return (
    <dl className="customer">
      <div>
        <dt>{texts.name}</dt>
        <dd>{name ? <bdi translate="no">{name}</bdi> : <span>{texts.notGiven}</span>}</dd>
      </div>
      <div>
        <dt>{texts.address}</dt>
        <dd>
          {mailto ? (
            <a href={mailto} rel="noreferrer">
              <bdi translate="no">{address}</bdi>
            </a>
          ) : (
            <bdi translate={address ? 'no' : undefined}>{address || texts.notGiven}</bdi>
          )}
        </dd>
      </div>
    </dl>
  );
}
