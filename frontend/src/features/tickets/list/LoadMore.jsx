import { uiCopy } from '../../../ui/copy.js';
import { useNearEnd } from '../../../ui/hooks/useNearEnd.js';
import { listCopy } from './copy.js';

/**
 * The button for the next page, which also loads by itself near the end.
 * @param {{ query: import('../filters/FilterBar.jsx').TicketsQuery }} props
 */
export function LoadMore({ query }) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, isFetching, fetchNextPage } =
    query;
  const canLoad = hasNextPage && !isFetching && !isFetchNextPageError;
  const target = useNearEnd(() => void fetchNextPage(), canLoad);

  if (!hasNextPage) return null;
  return (
    <div className="load-more" ref={target}>
      {isFetchNextPageError && !isFetchingNextPage ? (
        <p role="alert">{listCopy.moreFailed}</p>
      ) : null}
      <button
        type="button"
        className="button button--soft"
        aria-disabled={isFetchingNextPage || undefined}
        onClick={() => !isFetchingNextPage && void fetchNextPage()}
      >
        {label(query)}
      </button>
    </div>
  );
}

/** @param {import('../filters/FilterBar.jsx').TicketsQuery} query */
function label({ isFetchingNextPage, isFetchNextPageError }) {
  if (isFetchingNextPage) return listCopy.loadingMore;
  return isFetchNextPageError ? uiCopy.tryAgain : listCopy.loadMore;
}
