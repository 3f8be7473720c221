import { useEffect, useRef, useState } from 'react';

export const SEARCH_DELAY = 400;

/**
 * The text in a search field, handed on when typing rests.
 * @param {string} search what is searched for now
 * @param {(search: string) => void} onSearch
 */
export function useSearchText(search, onSearch) {
  const [text, setText] = useState(search);
  const [known, setKnown] = useState(search);
  const timer = useRef(/** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined));

  const sent = useRef(search);

  // Back, a link or "Clear all" changed it from outside; what is being typed must not be.
  if (search !== known) {
    setKnown(search);
    if (search !== text.trim()) setText(search);
  }

  useEffect(() => {
    // What was being typed when it changed must not come back.
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
