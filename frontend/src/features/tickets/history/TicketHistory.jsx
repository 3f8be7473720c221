import { useId, useState } from 'react';

import { TicketTime } from '../../../domain/ticket/TicketTime.jsx';
import { uiCopy } from '../../../ui/copy.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { isBetween } from './between.js';
import { historyCopy } from './copy.js';
import { HistoryAuthor } from './HistoryAuthor.jsx';
import { HistoryChange } from './HistoryChange.jsx';
import { useHistory } from './useHistory.js';

const FEW = 3;

/**
 * @typedef {import('../../../types').HistoryEntry} HistoryEntry
 * @typedef {ReturnType<typeof useHistory>} HistoryQuery
 */

/**
 * The history of a ticket: the latest entry, and the others on request.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function TicketHistory({ ticket }) {
  const query = useHistory(ticket);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const hasMore = entries.length > FEW || query.hasNextPage;
  return (
    <section className="history" aria-busy={query.isFetching}>
      <h3 className="detail-subhead">{historyCopy.heading}</h3>
      <Note query={query} />
      {entries.length ? (
        <ol className="history-list" id={id}>
          {(isOpen ? entries : entries.slice(0, FEW)).map((entry) => (
            <Entry key={`${entry.at} ${entry.action}`} entry={entry} />
          ))}
        </ol>
      ) : null}
      <p className="history-actions">
        {hasMore ? (
          <button
            type="button"
            className="button button--small button--quiet"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? historyCopy.showFewer : historyCopy.showAll}
          </button>
        ) : null}
        {isOpen && query.hasNextPage ? <Older query={query} /> : null}
      </p>
    </section>
  );
}

/** @param {{ query: HistoryQuery }} props */
function Older({ query }) {
  const { isFetchingNextPage, fetchNextPage } = query;
  return (
    <button
      type="button"
      className="button button--small button--quiet"
      aria-disabled={isFetchingNextPage || undefined}
      onClick={() => !isFetchingNextPage && void fetchNextPage()}
    >
      {isFetchingNextPage ? historyCopy.loadingOlder : historyCopy.older}
    </button>
  );
}

/**
 * Tells that the history, or its next page, could not be loaded.
 * @param {{ query: HistoryQuery }} props
 */
function Note({ query }) {
  const { isPending, isPaused, isError, isFetching, refetch, isFetchNextPageError, fetchNextPage } =
    query;
  if (isPending) {
    const text = isPaused ? historyCopy.offline : historyCopy.loading;
    return (
      <p className="history-note" role="status">
        {text}
      </p>
    );
  }
  if (!isError) return null;
  return (
    <p className="history-note" role="alert">
      {historyCopy.failed}{' '}
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

/** @param {HistoryEntry['action']} action @param {HistoryEntry['kind']} kind */
function doneBy(action, kind) {
  return action === 'created' ? historyCopy.created[kind] : historyCopy[action];
}

/** @param {{ entry: HistoryEntry }} props */
function Entry({ entry }) {
  const now = useNow();
  const { action, at, changes, kind } = entry;
  return (
    <li className="history-entry">
      <p className="history-line">
        <HistoryAuthor entry={entry} />{' '}
        {changes.some(isBetween) ? null : <span>{doneBy(action, kind)}</span>}{' '}
        <span className="history-time">
          <TicketTime iso={at} now={now} />
        </span>
      </p>
      {changes.map((change) => (
        <HistoryChange key={change.field} change={change} />
      ))}
    </li>
  );
}
