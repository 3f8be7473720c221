import { useEffect, useEffectEvent, useId } from 'react';

import { asApiError } from '../../../../api/errors.js';
import { toolsCopy } from './copy.js';
import { ReplyPreview } from './ReplyPreview.jsx';
import { useFound } from './sources.js';
import { SuggestionBox } from './SuggestionBox.jsx';
import { optionId, SuggestionList } from './SuggestionList.jsx';
import { useChoice } from './useChoice.js';

/**
 * What is proposed for a trigger in the text, whose field has the focus and the keys.
 * @param {object} props
 * @param {HTMLTextAreaElement} props.field
 * @param {number} props.ticket
 * @param {import('./triggers.js').Trigger} props.trigger
 * @param {(suggestion: import('./sources.js').Suggestion) => void} props.onChoose
 * @param {() => void} props.onClose
 */
export function TypedSuggestions({ field, ticket, trigger, onChoose, onClose }) {
  const { kind, query } = trigger;
  const id = useId();
  const { suggestions, isCurrent, error } = useFound(kind, query);
  const { active, handleKey, highlight } = useChoice(suggestions, onChoose, onClose);
  const words = wordsFor();
  const isShown = suggestions.length > 0 || words !== '';

  // In words that go on, nobody waits for a name.
  function wordsFor() {
    if (suggestions.length || /\s/.test(query)) return '';
    if (error) return toolsCopy.failed(asApiError(error).message);
    if (!isCurrent) return '';
    return kind === 'reply' && !query ? toolsCopy.empty : toolsCopy.none[kind];
  }

  const onKey = useEffectEvent((/** @type {KeyboardEvent} */ event) => {
    if (isShown) handleKey(event);
  });
  useEffect(() => {
    field.addEventListener('keydown', onKey);
    return () => field.removeEventListener('keydown', onKey);
  }, [field]);

  const option = active && optionId(id, active);
  useEffect(() => {
    if (!option) return undefined;
    const attributes = {
      'aria-autocomplete': 'list',
      'aria-controls': id,
      'aria-activedescendant': option,
    };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    return () => Object.keys(attributes).forEach((name) => field.removeAttribute(name));
  }, [field, id, option]);

  return (
    <>
      <p className="visually-hidden" role="status">
        {suggestions.length ? toolsCopy.found(suggestions.length) : words}
      </p>
      {isShown ? (
        <SuggestionBox data-kind={kind}>
          {active ? (
            <SuggestionList
              id={id}
              kind={kind}
              suggestions={suggestions}
              active={active}
              onHighlight={highlight}
              onChoose={onChoose}
            />
          ) : (
            <p className="hint" aria-hidden="true">
              {words}
            </p>
          )}
          {active?.reply ? <ReplyPreview reply={active.reply} ticket={ticket} /> : null}
        </SuggestionBox>
      ) : null}
    </>
  );
}
