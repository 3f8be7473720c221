import Search from 'lucide-react/icons/search';
import { useId, useRef, useState } from 'react';

import { asApiError } from '../../../../api/errors.js';
import { toolsCopy } from './copy.js';
import { ReplyPreview } from './ReplyPreview.jsx';
import { useFound } from './sources.js';
import { SuggestionBox } from './SuggestionBox.jsx';
import { optionId, SuggestionList } from './SuggestionList.jsx';
import { useChoice } from './useChoice.js';
import { useInsertion } from './useInsertion.js';

/** @param {() => void} change */
const run = (change) => change();

/**
 * The saved replies with a search, to insert one where the caret is.
 * @param {object} props
 * @param {import('./tools.js').ToolsProps} props.tools
 * @param {() => void} props.onClose
 * @param {() => void} [props.onManage] called to open what they are written in; without it nothing is offered
 */
export function SavedReplies({ tools, onClose, onManage }) {
  const { field, ticket } = tools;
  const [query, setQuery] = useState('');
  const id = useId();
  const insertSuggestion = useInsertion(tools);
  const { suggestions, isCurrent, error } = useFound('reply', query);
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const { active, handleKey, highlight } = useChoice(suggestions, choose, close);

  function close() {
    field.current?.focus();
    onClose();
  }

  /** @param {import('./sources.js').Suggestion} suggestion */
  function choose(suggestion) {
    // After what is selected: nothing that was written goes away.
    const caret = field.current?.selectionEnd ?? 0;
    close();
    void insertSuggestion(suggestion, { start: caret, end: caret }, run);
  }

  function wordsFor() {
    if (error) return toolsCopy.failed(asApiError(error).message);
    if (!isCurrent) return toolsCopy.loading;
    return query.trim() ? toolsCopy.none.reply : toolsCopy.empty;
  }

  return (
    <SuggestionBox
      role="dialog"
      aria-label={toolsCopy.savedReplies}
      data-kind="reply"
      tabIndex={-1}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (document.hasFocus() && !currentTarget.contains(relatedTarget)) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
      }}
    >
      <div className="expander-search">
        <Search aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label={toolsCopy.search}
          aria-expanded={suggestions.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(id, active)}
          placeholder={toolsCopy.search}
          autoComplete="off"
          spellCheck={false}
          dir={query ? 'auto' : undefined}
          ref={(element) => {
            if (element && !input.current) element.focus();
            input.current = element;
          }}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            // From there Tab goes on to the rest of the dialog.
            if (event.key !== 'Tab') handleKey(event.nativeEvent);
          }}
        />
        <span className="hint wide-only" aria-hidden="true">
          {toolsCopy.insertHint}
        </span>
      </div>
      {active ? (
        <SuggestionList
          id={id}
          kind="reply"
          suggestions={suggestions}
          active={active}
          onHighlight={highlight}
          onChoose={choose}
        />
      ) : (
        <p className="hint">{wordsFor()}</p>
      )}
      <p className="visually-hidden" role="status">
        {active ? toolsCopy.found(suggestions.length) : wordsFor()}
      </p>
      {active?.reply ? <ReplyPreview reply={active.reply} ticket={ticket} /> : null}
      {onManage ? (
        <button type="button" className="expander-manage" onClick={onManage}>
          {toolsCopy.manage}
        </button>
      ) : null}
    </SuggestionBox>
  );
}
