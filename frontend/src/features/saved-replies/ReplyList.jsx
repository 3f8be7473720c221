import LoaderCircle from 'lucide-react/icons/loader-circle';
import MessageSquareText from 'lucide-react/icons/message-square-text';
import Plus from 'lucide-react/icons/plus';
import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { useEffect, useRef } from 'react';

import { asApiError } from '../../api/errors.js';
import { useAccountId } from '../../domain/session/useAccess.js';
import { uiCopy } from '../../ui/copy.js';
import { ErrorState } from '../../ui/ErrorState.jsx';
import { useDelayed } from '../../ui/hooks/useDelayed.js';
import { useSettled } from '../../ui/hooks/useSettled.js';
import { savedReplyCopy } from './copy.js';
import { draftName, useHasDraft } from './drafts.js';
import { ReplyRow } from './ReplyRow.jsx';
import { useSavedReplies } from './useSavedReplies.js';

const copy = savedReplyCopy;
const SEARCH_DELAY = 300;
const SEARCH_MAX = 200;
const SKELETON_DELAY = 150;

/** @typedef {import('./useReplyEditor.js').Opened} Opened */

/**
 * All saved replies that somebody sees, found by words.
 * @param {object} props
 * @param {string} props.search
 * @param {number | null} props.focusOn the saved reply that was edited last
 * @param {(search: string) => void} props.onSearch
 * @param {(opened: Opened) => void} props.onOpen
 */
export function ReplyList({ search, focusOn, onSearch, onOpen }) {
  const settled = useSettled(search.trim(), SEARCH_DELAY);
  const query = useSavedReplies(settled);
  const hasDraft = useHasDraft(draftName(null, useAccountId() ?? null));
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const replies = query.data?.pages.flatMap((page) => page.replies);
  const isBusy = query.isFetching || settled !== search.trim();

  useEffect(() => {
    if (focusOn === null) return;
    const edited = list.current?.querySelector(`[data-reply="${focusOn}"] button`);
    const target = edited ?? list.current?.querySelector('[data-create]');
    /** @type {HTMLElement | null | undefined} */ (target)?.focus();
    // Once, when the list takes the editor's place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <div className="saved-replies-list" ref={list}>
      <p className="dialog-text">{copy.text}</p>
      <div className="saved-replies-bar">
        <div className="search-field">
          {isBusy && query.data ? (
            <LoaderCircle className="spinner" aria-hidden="true" />
          ) : (
            <Search aria-hidden="true" />
          )}
          <input
            type="text"
            role="searchbox"
            inputMode="search"
            enterKeyHint="search"
            aria-label={copy.search}
            placeholder={copy.search}
            autoComplete="off"
            spellCheck="false"
            dir={search ? 'auto' : undefined}
            maxLength={SEARCH_MAX}
            value={search}
            onChange={(event) => onSearch(event.target.value)}
          />
          {search ? (
            <button
              type="button"
              className="icon-button icon-button--small"
              aria-label={copy.clearSearch}
              onClick={() => onSearch('')}
            >
              <X aria-hidden="true" />
            </button>
          ) : null}
        </div>
        <button
          type="button"
          className="button button--primary"
          data-create=""
          onClick={() => onOpen({ reply: null })}
        >
          <Plus aria-hidden="true" />
          <span>{hasDraft ? copy.goOn : copy.create}</span>
        </button>
      </div>
      <Result query={query} replies={replies} search={settled} onOpen={onOpen} />
    </div>
  );
}

/**
 * @param {object} props
 * @param {ReturnType<typeof useSavedReplies>} props.query
 * @param {import('../../types').SavedReply[] | undefined} props.replies
 * @param {string} props.search
 * @param {(opened: Opened) => void} props.onOpen
 */
function Result({ query, replies, search, onOpen }) {
  const { hasNextPage, isFetchingNextPage, isError, error, refetch, fetchNextPage } = query;
  if (!replies) return <Missing query={query} />;
  const next = isFetchingNextPage ? copy.loadingMore : copy.more;
  return (
    <>
      {isError ? (
        <div className="stale-bar saved-replies-stale" role="status">
          <span>{`${copy.stale} ${asApiError(error).message}`}</span>
          <button type="button" className="link-button" onClick={() => void refetch()}>
            {uiCopy.tryAgain}
          </button>
        </div>
      ) : null}
      {replies.length ? (
        <p className="hint" role="status">
          {copy.count(replies.length, hasNextPage)}
        </p>
      ) : (
        <Empty search={search} />
      )}
      <ul className="saved-replies-rows" aria-label={copy.title}>
        {replies.map((reply) => (
          <ReplyRow key={reply.id} reply={reply} onOpen={onOpen} />
        ))}
      </ul>
      {hasNextPage ? (
        <button
          type="button"
          className="button button--soft saved-replies-more"
          aria-disabled={isFetchingNextPage || undefined}
          onClick={() => !isFetchingNextPage && void fetchNextPage()}
        >
          {next}
        </button>
      ) : null}
    </>
  );
}

/** @param {{ query: ReturnType<typeof useSavedReplies> }} props */
function Missing({ query: { isPending, isPaused, error, refetch } }) {
  const isLate = useDelayed(isPending && !isPaused, SKELETON_DELAY);
  if (isPending && isPaused) {
    return (
      <p className="hint" role="status">
        {copy.offlineList}
      </p>
    );
  }
  if (!isPending) {
    const text = asApiError(error).message;
    return <ErrorState title={copy.failed} text={text} onRetry={() => void refetch()} level={3} />;
  }
  return (
    <div className="saved-replies-skeleton">
      <span className="visually-hidden" role="status">
        {copy.loading}
      </span>
      {isLate
        ? [1, 2, 3].map((row) => (
            <div key={row} aria-hidden="true">
              <span className="skeleton skeleton--word" />
              <span className="skeleton skeleton--line" />
            </div>
          ))
        : null}
    </div>
  );
}

/** @param {{ search: string }} props */
function Empty({ search }) {
  return (
    <div className="state" role="status">
      <span className="state-glyph">
        <MessageSquareText aria-hidden="true" />
      </span>
      <h3 className="state-title">{search ? copy.noMatch : copy.none}</h3>
      <p className="state-text">{search ? copy.noMatchText(search) : copy.noneText}</p>
    </div>
  );
}
