import { useEffect, useRef, useState } from 'react';

export const SEARCH_DELAY = 400;

/**
 * Return the text of a search field, which is handed on when typing pauses.
 * @param {string} search the current search
 * @param {(search: string) => void} onSearch
 */
export function useSearchText(search, onSearch) {
  const [text, setText] = useState(search);
  const [known, setKnown] = useState(search);
  const timer = useRef(/** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined));

  const sent = useRef(search);

  // Take changes from outside (Back, a link, "Clear all"), but never over text being typed.
  if (search !== known) {
    setKnown(search);
    if (search !== text.trim()) setText(search);
  }

  useEffect(() => {
    // Drop text that was being typed before the change.
    if (search !== sent.current) clearTimeout(timer.current);
    sent.current = search;
  }, [search]);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** @param {string} next */
  function send(next) {
    sent.current = next;
    onSearch(next);
  }

  /** @param {string} next */
  function type(next) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next.trim()), SEARCH_DELAY);
  }

  function clear() {
    clearTimeout(timer.current);
    setText('');
    send('');
  }

  return { text, type, clear, isSettled: text.trim() === search };
}
