import { ticketCopy } from '../../domain/ticket/copy.js';
import { ChoiceIcon } from '../../domain/ticket/PriorityIcon.jsx';
import { FieldError } from '../../ui/FieldError.jsx';
import { submitCopy } from './copy.js';
import { SuggestionNote } from './SuggestionNote.jsx';

/**
 * A radio group drawn as buttons, with a note on the suggestion below it.
 * @template {'category' | 'priority'} Field
 * @param {object} props
 * @param {Field} props.field
 * @param {readonly string[]} props.values
 * @param {import('./draft.js').Choice} props.choice
 * @param {string} [props.error]
 * @param {string} [props.reasonId] of the suggestion's reason
 * @param {(value: any) => void} props.onChoose
 * @param {() => void} props.onUseSuggestion
 */
export function ChoiceGroup({
  field,
  values,
  choice,
  error,
  reasonId = '',
  onChoose,
  onUseSuggestion,
}) {
  const labelId = `${field}-label`;
  const errorId = `${field}-error`;
  const noteId = `${field}-note`;
  const describedBy = [error ? errorId : '', noteId, choice.suggested ? reasonId : ''].filter(
    Boolean,
  );
  return (
    <div
      className="choices"
      role="radiogroup"
      aria-labelledby={labelId}
      aria-describedby={describedBy.join(' ')}
      aria-invalid={error ? true : undefined}
      aria-required="true"
    >
      <span className="label" id={labelId}>
        {submitCopy.form[field]}
      </span>
      <div className="choice-row">
        {values.map((value) => (
          <label key={value} className="choice" data-suggested={choice.suggested === value || null}>
            <input
              type="radio"
              name={field}
              value={value}
              checked={choice.value === value}
              onChange={() => onChoose(value)}
              // A click on the suggested value confirms it as the person's choice.
              onClick={() => choice.value === value && onChoose(value)}
            />
            <span>
              <ChoiceIcon field={field} value={value} />
              <span>{ticketCopy.values[value]}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldError id={errorId} text={error} />
      <SuggestionNote id={noteId} field={field} choice={choice} onUse={onUseSuggestion} />
    </div>
  );
}
