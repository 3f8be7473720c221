import { segments } from '../lib/searchMatches.js';

/**
 * A text with the searched words marked.
 * @param {{ text: string, search: string }} props
 */
export function Highlight({ text, search }) {
  return segments(text, search).map((segment) =>
    segment.isMatch ? (
      <mark key={segment.start}>{segment.text}</mark>
    ) : (
      <span key={segment.start}>{segment.text}</span>
    ),
  );
}
