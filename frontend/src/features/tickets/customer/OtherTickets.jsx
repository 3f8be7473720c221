import { useId } from 'react';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { StatusIcon } from '../../../domain/ticket/StatusIcon.jsx';
import { TicketAge } from '../../../domain/ticket/TicketAge.jsx';
import { useView } from '../../../domain/view/useView.js';
import { hrefOf } from '../../../domain/view/address.js';
import { isPlainClick } from '../../../lib/clicks.js';
import { usePendingFocus } from '../../../ui/hooks/pendingFocus.js';
import { ErrorState } from '../../../ui/ErrorState.jsx';
import { customerCopy } from './copy.js';
import { useTicketsOf } from './useCustomer.js';

/** @typedef {ReturnType<typeof useTicketsOf>} TicketsQuery */

/**
 * The other tickets of a requester, the newest first, page by page.
 * @param {{ requester: number, ticket: number }} props
 */
export function OtherTickets({ requester, ticket }) {
  const query = useTicketsOf(requester);
  const heading = useId();
  return (
    <section className="customer-tickets" aria-labelledby={heading} aria-busy={query.isFetching}>
      <h3 className="detail-subhead" id={heading}>
        {customerCopy.others}
      </h3>
      <Others query={query} ticket={ticket} />
    </section>
  );
}

/** @param {{ query: TicketsQuery, ticket: number }} props */
function Others({ query, ticket }) {
  const { data, isError, refetch, hasNextPage } = query;
  if (!data) {
    if (!isError) return <p className="customer-none">{customerCopy.loading}</p>;
    return <ErrorState level={3} title={customerCopy.failed} onRetry={() => void refetch()} />;
  }
  const others = data.pages.flatMap(({ tickets }) => tickets).filter(({ id }) => id !== ticket);
  if (!others.length && !hasNextPage) return <p className="customer-none">{customerCopy.none}</p>;
  return (
    <>
      {/* Safari does not announce a list without markers as one. */}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className="customer-list" role="list">
        {others.map((other) => (
          <li key={other.id}>
            <Other ticket={other} />
          </li>
        ))}
      </ul>
      {hasNextPage ? <More query={query} /> : null}
    </>
  );
}

/** @param {{ ticket: import('../../../types').Ticket }} props */
function Other({ ticket: { id, title, status, created_at: createdAt } }) {
  const { view, go } = useView();

  /** @param {import('react').MouseEvent} event */
  function open(event) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    usePendingFocus.setState('ticket');
    go({ ticket: id });
  }

  return (
    <a
      className="customer-ticket"
      href={hrefOf({ ...view, ticket: id, message: null })}
      onClick={open}
    >
      <StatusIcon status={status} />
      <span className="visually-hidden">{ticketCopy.values[status]}</span>
      <span className="customer-title" dir="auto">
        {title}
      </span>
      <span className="customer-number">{ticketCopy.number(id)}</span>
      <TicketAge iso={createdAt} />
    </a>
  );
}

/** @param {{ query: TicketsQuery }} props */
function More({ query: { isFetchingNextPage, isFetchNextPageError, fetchNextPage } }) {
  return (
    <p className="customer-more">
      {isFetchNextPageError && !isFetchingNextPage ? (
        <span role="alert">{customerCopy.moreFailed}</span>
      ) : null}
      <button
        type="button"
        className="button button--small button--soft"
        aria-disabled={isFetchingNextPage || undefined}
        onClick={() => !isFetchingNextPage && void fetchNextPage()}
      >
        {isFetchingNextPage ? customerCopy.loadingMore : customerCopy.more}
      </button>
    </p>
  );
}
