import { TicketTime } from '../../../domain/ticket/TicketTime.jsx';
import { useNow } from '../../../ui/hooks/useNow.js';
import { mailtoOf } from '../detail/mailto.js';
import { customerCopy } from './copy.js';
import { CustomerActions } from './CustomerActions.jsx';
import { OtherTickets } from './OtherTickets.jsx';
import { useRequester } from './useCustomer.js';

/**
 * What is known of the requester of a ticket, and what else they have asked for.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function TicketCustomer({ ticket }) {
  const { requester, requester_name: name, requester_email: address } = ticket;
  if (requester) return <Known key={requester.id} ticket={ticket.id} requester={requester} />;
  if (!name && !address) return <p className="customer-none">{customerCopy.unknown}</p>;
  return (
    <>
      <dl className="customer">
        <Person name={name} address={address} />
      </dl>
      <p className="customer-none">{customerCopy.alone}</p>
    </>
  );
}

/**
 * @param {object} props
 * @param {number} props.ticket
 * @param {NonNullable<import('../../../types').Ticket['requester']>} props.requester
 */
function Known({ ticket, requester }) {
  const { data } = useRequester(requester.id);
  const now = useNow();
  return (
    <>
      <dl className="customer">
        <Person name={requester.name} address={requester.email ?? ''} />
        <div>
          <dt>{customerCopy.since}</dt>
          <dd>{data ? <TicketTime iso={data.created_at} now={now} /> : '…'}</dd>
        </div>
        <div>
          <dt>{customerCopy.tickets}</dt>
          <dd>{data ? customerCopy.count(data.tickets) : '…'}</dd>
        </div>
      </dl>
      {data ? <CustomerActions requester={requester} data={data} /> : null}
      <OtherTickets requester={requester.id} ticket={ticket} />
    </>
  );
}

/** @param {{ name: string, address: string }} props */
function Person({ name, address }) {
  const mailto = mailtoOf(address);
  return (
    <>
      <div>
        <dt>{customerCopy.name}</dt>
        <dd>{name ? <bdi translate="no">{name}</bdi> : <span>{customerCopy.notGiven}</span>}</dd>
      </div>
      <div>
        <dt>{customerCopy.address}</dt>
        <dd>
          {mailto ? (
            <a href={mailto} rel="noreferrer">
              <bdi translate="no">{address}</bdi>
            </a>
          ) : (
            <bdi translate={address ? 'no' : undefined}>{address || customerCopy.notGiven}</bdi>
          )}
        </dd>
      </div>
    </>
  );
}
