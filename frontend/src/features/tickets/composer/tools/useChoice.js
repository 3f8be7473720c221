import { useState } from 'react';

/** What some browsers send for the key that ends a composition. */
const COMPOSING = 229;

/**
 * Return which suggestion is highlighted, and what moves and takes it by the keys.
 * @param {import('./sources.js').Suggestion[]} suggestions
 * @param {(suggestion: import('./sources.js').Suggestion) => void} onChoose
 * @param {() => void} onClose
 */
export function useChoice(suggestions, onChoose, onClose) {
  // By its id: others may come before it.
  const [id, setId] = useState(/** @type {string | number | null} */ (null));
  const index = Math.max(
    0,
    suggestions.findIndex((one) => one.id === id),
  );
  const active = suggestions[index];

  /** @param {number} step */
  function move(step) {
    const count = suggestions.length;
    if (count) setId(suggestions[(index + step + count) % count].id);
  }

  /**
   * Take a key, if it is the list's, so that nobody else gets it.
   * @param {KeyboardEvent} event
   */
  function handleKey(event) {
    const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing, keyCode } = event;
    if (isComposing || keyCode === COMPOSING || ctrlKey || metaKey || altKey || shiftKey) return;
    if (key === 'ArrowDown' && active) move(1);
    else if (key === 'ArrowUp' && active) move(-1);
    else if ((key === 'Enter' || key === 'Tab') && active) onChoose(active);
    else if (key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { active, index, handleKey, highlight: setId };
}
