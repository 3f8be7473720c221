import { uiCopy } from '../../../ui/copy.js';
import { threadCopy } from './copy.js';

/**
 * Tells that the conversation, or what is before it, could not be loaded.
 * @param {{ query: ReturnType<typeof import('./useTimeline.js').useTimeline> }} props
 */
export function ThreadNote({ query }) {
  const { isPending, isPaused, isError, isFetching, refetch, isFetchNextPageError, fetchNextPage } =
    query;
  if (isPending) {
    return (
      <p className="thread-note" role="status">
        {isPaused ? threadCopy.offline : threadCopy.loading}
      </p>
    );
  }
  if (!isError) return null;
  return (
    <p className="thread-note" role="alert">
      {threadCopy.failed}{' '}
      <button
        type="button"
        className="button button--small button--quiet"
        aria-disabled={isFetching || undefined}
        onClick={() => void (isFetchNextPageError ? fetchNextPage() : refetch())}
      >
        {uiCopy.tryAgain}
      </button>
    </p>
  );
}
