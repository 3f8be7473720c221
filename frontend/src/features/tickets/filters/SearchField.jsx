import LoaderCircle from 'lucide-react/icons/loader-circle';
import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';

import { SEARCH_MAX } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { ticketNumberIn } from '../../../lib/text.js';
import { keyOf } from '../../../ui/commands/shortcuts.js';
import { filterCopy } from './copy.js';
import { useSearchText } from './useSearchText.js';

const ACTIVE_ROW = /** @type {'a'} */ ('.row-title[tabindex="0"]');

/**
 * The search field: results follow typing, and the earlier ones stay until the new ones are loaded.
 * A ticket number opens that ticket.
 * @param {object} props
 * @param {string} props.search
 * @param {boolean} props.isLoading
 * @param {(search: string) => void} props.onSearch
 * @param {(id: number) => void} props.onGoTo
 */
export function SearchField({ search, isLoading, onSearch, onGoTo }) {
  const { text, type, clear, isSettled } = useSearchText(search, onSearch);
  const isBusy = isLoading || !isSettled;
  const number = ticketNumberIn(text);

  /** @param {import('react').KeyboardEvent<HTMLInputElement>} event */
  function handleKey(event) {
    if (event.key === 'Enter' && number) {
      event.preventDefault();
      onGoTo(number);
    }
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (text) clear();
    else document.querySelector(ACTIVE_ROW)?.focus();
  }

  return (
    <div className="search-field">
      {isBusy ? (
        <LoaderCircle className="spinner" aria-hidden="true" data-testid="search-busy" />
      ) : (
        <Search aria-hidden="true" />
      )}
      <input
        id="ticket-search"
        type="text"
        role="searchbox"
        inputMode="search"
        enterKeyHint="search"
        aria-label={filterCopy.search}
        placeholder={filterCopy.search}
        autoComplete="off"
        spellCheck="false"
        // While empty it has the direction of the page.
        dir={text ? 'auto' : undefined}
        maxLength={SEARCH_MAX}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={handleKey}
      />
      {text ? null : (
        <kbd translate="no" className="wide-only" aria-hidden="true">
          {keyOf('search')}
        </kbd>
      )}
      {number ? (
        <button type="button" className="link-button" onClick={() => onGoTo(number)}>
          {ticketCopy.goTo(number)}
        </button>
      ) : null}
      {text ? (
        <button
          type="button"
          className="icon-button icon-button--small"
          aria-label={filterCopy.clearSearch}
          onClick={clear}
        >
          <X aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
