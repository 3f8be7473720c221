import { Sparkles } from 'lucide-react';

import { useDelayed } from '../hooks/useDelayed.js';
import { copy } from '../lib/copy.js';

const MENTION_AFTER = 300;

/**
 * What the suggestion is up to, said once and quietly.
 * @param {{ state: import('../lib/draft.js').SuggestionState }} props
 */
export function SuggestionStatus({ state }) {
  const isSlow = useDelayed(state === 'reading', MENTION_AFTER);
  const text = {
    idle: '',
    reading: isSlow ? copy.suggestion.reading : '',
    suggested: copy.suggestion.headingSuggested,
    unavailable: copy.suggestion.unavailable,
  }[state];
  return (
    <p className="suggestion-status">
      <Sparkles aria-hidden="true" />
      <span role="status">{text}</span>
      {text ? null : <span className="hint">{copy.suggestion.heading}</span>}
    </p>
  );
}
