import { copy } from '../lib/copy.js';

/**
 * Why it was suggested, in the model's words. It comes last, so that nothing to choose from moves
 * when it appears.
 * @param {{ draft: import('../lib/draft.js').Draft }} props
 */
export function SuggestionReason({ draft: { suggestion, reason, isUnsure } }) {
  if (suggestion !== 'suggested' || (!reason && !isUnsure)) return null;
  return (
    <p className="suggestion-reason">
      {isUnsure ? copy.suggestion.unsure : null}
      {isUnsure && reason ? ' ' : null}
      {reason ? (
        <>
          {copy.suggestion.why} <bdi>{reason}</bdi>
        </>
      ) : null}
    </p>
  );
}
