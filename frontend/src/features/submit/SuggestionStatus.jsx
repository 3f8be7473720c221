import Sparkles from 'lucide-react/icons/sparkles';

import { useDelayed } from '../../ui/hooks/useDelayed.js';
import { submitCopy } from './copy.js';

const MENTION_AFTER = 300;

/**
 * The progress of the suggestion, announced once and politely.
 * @param {object} props
 * @param {import('./draft.js').SuggestionState} props.state
 * @param {boolean} props.isOff whether there is no model to ask
 * @param {boolean} [props.isUnsure] whether the model was not sure
 */
export function SuggestionStatus({ state, isOff, isUnsure = false }) {
  const isSlow = useDelayed(state === 'reading', MENTION_AFTER);
  const texts = {
    idle: '',
    reading: isSlow ? submitCopy.suggestion.reading : '',
    suggested: submitCopy.suggestion.headingSuggested,
    unavailable: submitCopy.suggestion.unavailable,
  };
  // Also if it was requested before the configuration said that there is no model.
  const text = isOff ? '' : texts[state];
  return (
    <p className="suggestion-status">
      {isOff ? null : <Sparkles aria-hidden="true" />}
      <span role="status">
        {text ? <span>{text}</span> : null}
        {isUnsure && text && state === 'suggested' ? (
          // It is shown beside the reason, where it moves nothing.
          <span className="visually-hidden">{`. ${submitCopy.suggestion.unsure}`}</span>
        ) : null}
      </span>
      {text ? null : <span className="hint">{submitCopy.suggestion.heading}</span>}
    </p>
  );
}
