import Sparkles from 'lucide-react/icons/sparkles';

import { submitCopy } from './copy.js';

/**
 * The source of a field's value, and the way back to the suggestion.
 * @param {object} props
 * @param {string} props.id
 * @param {'category' | 'priority'} props.field
 * @param {import('./draft.js').Choice} props.choice
 * @param {() => void} props.onUse
 */
export function SuggestionNote({ id, field, choice, onUse }) {
  const { value, by, suggested, changed } = choice;
  if (!suggested || !value) return <p className="suggestion-note" id={id} />;
  if (by === 'ai') {
    return (
      <p className="suggestion-note suggestion-note--ai" id={id}>
        <Sparkles aria-hidden="true" />
        {submitCopy.suggestion.byAi}
      </p>
    );
  }
  if (value === suggested) {
    return (
      <p className="suggestion-note" id={id}>
        {submitCopy.suggestion.same}
      </p>
    );
  }
  return (
    <p className="suggestion-note">
      <span id={id}>
        {changed
          ? submitCopy.suggestion.changed(suggested)
          : submitCopy.suggestion.chosen(suggested)}
      </span>
      <span aria-hidden="true">·</span>
      <button
        type="button"
        className="link-button"
        aria-label={submitCopy.suggestion.useName(suggested, submitCopy.form[field])}
        onClick={onUse}
      >
        {submitCopy.suggestion.use}
      </button>
      <kbd translate="no" className="wide-only" aria-hidden="true">
        {submitCopy.suggestion.useKey}
      </kbd>
    </p>
  );
}
