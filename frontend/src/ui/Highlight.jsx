import { segments } from '../lib/searchMatches.js';

/**
 * A text with the words that were searched for marked in it.
 * @param {{ text: string, search: string }} props
 */
export function Highlight({ text, search }) {
  return segments(text, search).map((segment) =>
    segment.isMatch ? <mark key={segment.start}>{segment.text}</mark> : segment.text,
  );
}
