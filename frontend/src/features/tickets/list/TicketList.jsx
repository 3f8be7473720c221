import { useDeferredValue, useEffect, useRef, useState } from 'react';

import { useView } from '../../../domain/view/useView.js';
import { ErrorState } from '../../../ui/ErrorState.jsx';
import { useDelayed } from '../../../ui/hooks/useDelayed.js';
import { StaleBar } from '../../../ui/StaleBar.jsx';
import { listCopy } from './copy.js';
import { EmptyList } from './EmptyList.jsx';
import { ListSkeleton } from './ListSkeleton.jsx';
import { LoadMore } from './LoadMore.jsx';
import { TicketRows } from './TicketRows.jsx';

const SKELETON_AFTER = 150;

/**
 * The list of tickets, or its loading, empty or error state.
 * @param {object} props
 * @param {import('../filters/FilterBar.jsx').TicketsQuery} props.query
 * @param {import('./listItems.js').ListItem[]} props.items
 * @param {import('../useWorkspace.js').Workspace['rows']} props.rows
 * @param {ReadonlySet<number>} props.selected
 * @param {Record<string, number>} props.groupCounts
 * @param {import('react').RefObject<HTMLElement | null>} props.detail
 */
export function TicketList({ query, items, rows, selected, groupCounts, detail }) {
  const { view } = useView();
  const isSlow = useDelayed(query.isPending, SKELETON_AFTER);
  // Whoever opens a ticket's address waits for the ticket: the rows beside it are drawn next.
  const isTicketFirst = useDeferredValue(false, view.ticket !== null);
  const { data, isPending, isError, isPlaceholderData, dataUpdatedAt, refetch } = query;

  if (isPending || (data && isTicketFirst)) return isSlow ? <ListSkeleton /> : null;
  if (!data) {
    const text = `${query.error?.message ?? ''} ${listCopy.failedKept}`;
    return <ErrorState title={listCopy.failed} text={text} onRetry={() => void refetch()} />;
  }

  const isOld = isError && !query.isFetchNextPageError;
  return (
    <>
      {isOld ? <StaleBar since={dataUpdatedAt} onRetry={() => void refetch()} /> : null}
      <Scroller isBusy={isPlaceholderData}>
        {(scroller) => (
          <>
            {items.length ? (
              <TicketRows
                items={items}
                view={view}
                active={rows.active}
                selected={selected}
                groupCounts={groupCounts}
                moves={rows.moves}
                scroller={scroller}
                detail={detail}
              />
            ) : (
              <EmptyList />
            )}
            <LoadMore query={query} />
          </>
        )}
      </Scroller>
    </>
  );
}

/**
 * The element that the rows scroll in. They get it once they are drawn: what they want to know of it
 * would have the browser lay out the page before.
 * @param {{ isBusy: boolean, children: (scroller: HTMLElement | null) => import('react').ReactNode }} props
 */
function Scroller({ isBusy, children }) {
  const element = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [scroller, setScroller] = useState(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => {
    const frame = requestAnimationFrame(() => setScroller(element.current));
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <div className="list-scroll" data-scroller aria-busy={isBusy} ref={element}>
      {children(scroller)}
    </div>
  );
}
