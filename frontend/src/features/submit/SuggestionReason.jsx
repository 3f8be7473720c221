import { submitCopy } from './copy.js';

/**
 * Why it was suggested, in the model's words. It comes last, so that nothing to choose from moves
 * when it appears. Who listens has heard from the status whether the model was sure.
 * @param {object} props
 * @param {string} props.id
 * @param {import('./draft.js').Draft} props.draft
 */
export function SuggestionReason({ id, draft: { suggestion, reason, isUnsure } }) {
  if (suggestion !== 'suggested' || (!reason && !isUnsure)) return null;
  return (
    <p className="suggestion-reason">
      {isUnsure ? <span aria-hidden="true">{submitCopy.suggestion.unsure}</span> : null}
      {isUnsure && reason ? ' ' : null}
      {reason ? (
        <span id={id}>
          {submitCopy.suggestion.why} <bdi>{reason}</bdi>
        </span>
      ) : null}
    </p>
  );
}
