import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { uiCopy } from '../../../ui/copy.js';
import { AccountDialog } from '../AccountDialog.jsx';
import { accountCopy } from '../copy.js';
import { QueryNote } from '../QueryNote.jsx';
import { listAuditEvents } from './api.js';
import './audit.css';
import { AuditFilterBar, NO_FILTERS } from './AuditFilterBar.jsx';
import { AuditTable } from './AuditTable.jsx';
import { auditCopy } from './copy.js';

const text = auditCopy;

/** @typedef {import('./api.js').AuditFilters} AuditFilters */

export const AUDIT = ['account', 'audit'];

/** @param {AuditFilters} filters */
function useAuditEvents(filters) {
  return useInfiniteQuery({
    queryKey: [...AUDIT, filters],
    queryFn: ({ pageParam, signal }) => listAuditEvents(filters, { cursor: pageParam, signal }),
    initialPageParam: /** @type {string | null} */ (null),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
    // Rows must not move while somebody reads.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
  });
}

/**
 * The audit trail of the installation, for admins.
 * @param {{ onClose: () => void }} props
 */
export function AuditDialog({ onClose }) {
  const [filters, setFilters] = useState(NO_FILTERS);
  const query = useAuditEvents(filters);
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  const names = [...new Set(events.map(({ actor }) => actor.name).filter(Boolean))];
  const isFiltered = Object.values(filters).some(Boolean);
  // The earlier result, should the new one fail, is not an answer to these filters.
  const hasAnswer = Boolean(query.data) && !(query.isPlaceholderData && query.isError);
  const nothing = isFiltered ? text.noMatch : text.none;
  const isBusy = query.isPlaceholderData && query.isFetching;

  return (
    <AccountDialog title={text.title} text={text.text} isWide onClose={onClose}>
      <AuditFilterBar filters={filters} names={names} onChange={setFilters} />
      <div className="audit-result" aria-busy={isBusy}>
        <QueryNote query={hasAnswer ? query : { ...query, data: undefined }} failed={text.failed} />
        {hasAnswer ? (
          <p className="hint" role="status">
            {events.length ? text.shown(events.length, query.hasNextPage) : nothing}
          </p>
        ) : null}
        {hasAnswer && isFiltered && !events.length ? (
          <button
            type="button"
            className="button button--soft"
            onClick={() => setFilters(NO_FILTERS)}
          >
            {text.clear}
          </button>
        ) : null}
        {hasAnswer && events.length ? <AuditTable events={events} /> : null}
        {hasAnswer && query.hasNextPage ? <Earlier query={query} /> : null}
      </div>
    </AccountDialog>
  );
}

/** @param {{ query: ReturnType<typeof useAuditEvents> }} props */
function Earlier({ query }) {
  const { isFetchingNextPage, isFetchNextPageError, isPaused, fetchNextPage } = query;
  const label = isFetchNextPageError ? uiCopy.tryAgain : text.earlier;
  return (
    <div className="audit-earlier">
      {isFetchNextPageError && !isFetchingNextPage ? (
        <p role="alert">{text.earlierFailed}</p>
      ) : null}
      {isFetchingNextPage && isPaused ? <p role="status">{accountCopy.offline}</p> : null}
      <button
        type="button"
        className="button button--soft"
        aria-disabled={isFetchingNextPage || undefined}
        onClick={() => !isFetchingNextPage && void fetchNextPage()}
      >
        {isFetchingNextPage ? text.loadingEarlier : label}
      </button>
    </div>
  );
}
