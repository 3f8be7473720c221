import { submitCopy } from './copy.js';

/**
 * The model's reason for its suggestion. It comes last, so that no choice moves when it appears.
 * Screen reader users hear from the status whether the model was sure.
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
