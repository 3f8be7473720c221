import { LoaderCircle, Search, X } from 'lucide-react';

import { useSearchText } from '../hooks/useSearchText.js';
import { copy } from '../lib/copy.js';
import { SEARCH_MAX } from '../lib/vocabulary.js';

/**
 * The search: results follow the typing, and the earlier ones stay until the new ones are there.
 * @param {{ search: string, isLoading: boolean, onSearch: (search: string) => void }} props
 */
export function SearchField({ search, isLoading, onSearch }) {
  const { text, type, clear, isSettled } = useSearchText(search, onSearch);
  const isBusy = isLoading || !isSettled;

  /** @param {import('react').KeyboardEvent} event */
  function clearByKey(event) {
    if (event.key !== 'Escape' || !text) return;
    event.preventDefault();
    clear();
  }

  return (
    <div className="search-field">
      {isBusy ? (
        <LoaderCircle className="spinner" aria-hidden="true" data-testid="search-busy" />
      ) : (
        <Search aria-hidden="true" />
      )}
      <input
        type="text"
        role="searchbox"
        inputMode="search"
        enterKeyHint="search"
        aria-label={copy.list.search}
        placeholder={copy.list.search}
        autoComplete="off"
        spellCheck="false"
        dir="auto"
        maxLength={SEARCH_MAX}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={clearByKey}
      />
      {text ? (
        <button
          type="button"
          className="icon-button icon-button--small"
          aria-label={copy.list.clearSearch}
          onClick={clear}
        >
          <X aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
