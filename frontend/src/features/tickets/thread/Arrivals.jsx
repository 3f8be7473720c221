import { useState } from 'react';

import { authorName } from './authors.js';
import { threadCopy } from './copy.js';
import { messagesIn } from './timelineCache.js';

/**
 * Tells screen readers of a message that somebody else has just written.
 * @param {object} props
 * @param {import('../../../types').TimelineItem[] | undefined} props.items once they are loaded
 * @param {number | string | null} props.me
 */
export function Arrivals({ items, me }) {
  const newest = items && messagesIn(items).at(-1);
  const id = items && (newest?.id ?? 0);
  const [known, setKnown] = useState(id);
  const [words, setWords] = useState('');
  if (id !== known) {
    setKnown(id);
    const isMine = newest?.author.kind === 'agent' && newest.author.id === me;
    const isNews = newest && known !== undefined && newest.id > known && !isMine;
    setWords(isNews ? threadCopy.arrived(authorName(newest.author)) : '');
  }
  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}
