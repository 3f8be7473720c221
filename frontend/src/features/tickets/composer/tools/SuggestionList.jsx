import { useEffect, useRef } from 'react';

import { toolsCopy } from './copy.js';

/**
 * The suggestions of which the highlighted one is inserted. The focus stays in the field.
 * @param {object} props
 * @param {string} props.id
 * @param {import('./triggers.js').SuggestionKind} props.kind
 * @param {import('./sources.js').Suggestion[]} props.suggestions
 * @param {import('./sources.js').Suggestion | undefined} props.active
 * @param {(id: string | number) => void} props.onHighlight
 * @param {(suggestion: import('./sources.js').Suggestion) => void} props.onChoose
 */
export function SuggestionList({ id, kind, suggestions, active, onHighlight, onChoose }) {
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const activeId = active?.id;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [activeId]);
  return (
    <div
      className="expander-list"
      id={id}
      role="listbox"
      aria-label={toolsCopy.lists[kind]}
      tabIndex={-1}
      ref={list}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
    >
      {suggestions.map((one) => (
        // The keys are the field's, where the focus is.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={one.id}
          id={optionId(id, one)}
          className="expander-option"
          role="option"
          aria-selected={one.id === activeId}
          tabIndex={-1}
          onPointerMove={() => onHighlight(one.id)}
          onClick={() => onChoose(one)}
        >
          <bdi className="expander-name">{one.name}</bdi>
          {one.detail ? <bdi className="expander-detail">{one.detail}</bdi> : null}
        </div>
      ))}
    </div>
  );
}

/**
 * Return the id of an option's element.
 * @param {string} list
 * @param {import('./sources.js').Suggestion} suggestion
 */
export const optionId = (list, { id }) => `${list}-${id}`;
