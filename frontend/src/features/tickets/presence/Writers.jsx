import Pencil from 'lucide-react/icons/pencil';
import { useEffect, useRef, useState } from 'react';

import { useOthers } from '../../../domain/pulse/presence.js';
import { writersInWords } from './writers.js';

const SAID_AGAIN_AFTER = 120_000;

/**
 * What others are writing at the moment, above the composer.
 * @param {{ ticket: number }} props
 */
export function Writers({ ticket }) {
  const words = writersInWords(useOthers(ticket));
  const spoken = useSpoken(words.join('. '));
  return (
    <>
      {words.length ? (
        <p className="writers">
          <Pencil aria-hidden="true" />
          <span dir="auto">{words.join(' · ')}</span>
        </p>
      ) : null}
      <span className="visually-hidden" role="status">
        {spoken}
      </span>
    </>
  );
}

/**
 * Return what a screen reader is told. Who pauses and goes on is not told of again for a while.
 * @param {string} words
 */
function useSpoken(words) {
  const [spoken, setSpoken] = useState('');
  const said = useRef(/** @type {Map<string, number>} */ (new Map()));
  useEffect(() => {
    const now = Date.now();
    const isToldAgain = now - (said.current.get(words) ?? -Infinity) < SAID_AGAIN_AFTER;
    if (!isToldAgain) said.current.set(words, now);
    setSpoken(isToldAgain ? '' : words);
  }, [words]);
  return spoken;
}
