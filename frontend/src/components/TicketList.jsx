import { useCallback } from 'react';

import { useDelayed } from '../hooks/useDelayed.js';
import { hrefOf, useView } from '../hooks/useView.js';
import { copy } from '../lib/copy.js';
import { ErrorState } from './ErrorState.jsx';
import { ListSkeleton } from './ListSkeleton.jsx';
import { LoadMore } from './LoadMore.jsx';
import { NothingHere } from './NothingHere.jsx';
import { StaleBar } from './StaleBar.jsx';
import { TicketRow } from './TicketRow.jsx';

const SKELETON_AFTER = 150;

/**
 * The tickets, and whatever there is to see in their place.
 * @param {object} props
 * @param {import('./FilterBar.jsx').TicketsQuery} props.query
 * @param {number | null} props.openId
 */
export function TicketList({ query, openId }) {
  const { view, go } = useView();
  const open = useCallback((/** @type {number} */ ticket) => go({ ticket }), [go]);
  const isSlow = useDelayed(query.isPending, SKELETON_AFTER);
  const { data, isPending, isError, isPlaceholderData, dataUpdatedAt, refetch } = query;

  if (isPending) return isSlow ? <ListSkeleton /> : null;
  if (!data) {
    const text = `${query.error?.message ?? ''} ${copy.list.failedKept}`;
    return <ErrorState title={copy.list.failed} text={text} onRetry={() => void refetch()} />;
  }

  const tickets = data.pages.flatMap((page) => page.tickets);
  const isOld = isError && !query.isFetchNextPageError;
  return (
    <>
      {isOld ? <StaleBar since={dataUpdatedAt} onRetry={() => void refetch()} /> : null}
      <div className="list-scroll" data-scroller aria-busy={isPlaceholderData}>
        {tickets.length ? (
          // Without its markers Safari takes a list for none.
          // eslint-disable-next-line jsx-a11y/no-redundant-roles
          <ul className="rows" role="list" aria-label={copy.list.heading}>
            {tickets.map((ticket) => (
              <TicketRow
                key={ticket.id}
                ticket={ticket}
                isOpen={ticket.id === openId}
                href={hrefOf({ ...view, ticket: ticket.id })}
                onOpen={open}
              />
            ))}
          </ul>
        ) : (
          <NothingHere />
        )}
        <LoadMore query={query} />
      </div>
    </>
  );
}
