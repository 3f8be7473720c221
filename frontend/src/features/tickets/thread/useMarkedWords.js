import { useEffect } from 'react';

import { useView } from '../../../domain/view/useView.js';
import { segments } from '../../../lib/searchMatches.js';

const NAME = 'searched-words';
const TEXTS = '.message-text, .detail-description';

/**
 * Return the ranges of what is searched for in the texts of an element; words that are partly bold or a
 * link are left out.
 * @param {HTMLElement} element
 * @param {string} search
 */
function rangesIn(element, search) {
  /** @type {Range[]} */
  const ranges = [];
  for (const text of element.querySelectorAll(TEXTS)) {
    const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      for (const { text: words, isMatch, start } of segments(node.nodeValue ?? '', search)) {
        if (!isMatch) continue;
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, start + words.length);
        ranges.push(range);
      }
    }
  }
  return ranges;
}

/**
 * Mark what is searched for in a conversation. The browser draws the marks over the text, so that the
 * server's HTML stays as it is; a browser that cannot shows none.
 * @param {import('react').RefObject<HTMLElement | null>} thread
 * @param {unknown} messages
 * @param {string} description
 */
export function useMarkedWords(thread, messages, description) {
  const { search } = useView().view;
  useEffect(() => {
    const highlights = globalThis.CSS?.highlights;
    if (!highlights || !search || !thread.current) return undefined;
    highlights.set(NAME, new Highlight(...rangesIn(thread.current, search)));
    return () => void highlights.delete(NAME);
  }, [thread, search, messages, description]);
}
