import { lengthOf } from '../../lib/text.js';
import { FieldError } from '../../ui/FieldError.jsx';
import { submitCopy } from './copy.js';
import { CLEAN } from './submission.js';

const NEAR_LIMIT = 0.8;

/**
 * A labelled text field, of one line or several. There is no `maxlength`: it would cut a pasted
 * text without a word.
 * @param {object} props
 * @param {import('./draft.js').TextField} props.name
 * @param {number} props.limit
 * @param {string} props.value
 * @param {string} [props.error]
 * @param {string} [props.hint]
 * @param {boolean} [props.isLong]
 * @param {'name' | 'email'} [props.person] the optional detail of a person that it asks for
 * @param {(value: string) => void} props.onType
 * @param {() => void} [props.onLeave]
 */
export function TextField({ name, limit, value, error, hint, isLong, person, onType, onLeave }) {
  const id = `ticket-${name}`;
  const length = lengthOf(CLEAN[name](value));
  const isNearLimit = length > limit * NEAR_LIMIT;
  const describedBy = [
    error ? `${id}-error` : '',
    hint ? `${id}-hint` : '',
    isNearLimit ? `${id}-count` : '',
  ];
  const Input = isLong ? 'textarea' : 'input';
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {submitCopy.form[name]}
      </label>
      {isNearLimit ? (
        <span className="field-count" data-over={length > limit || null} id={`${id}-count`}>
          <span aria-hidden="true">{submitCopy.form.count(length, limit)}</span>
          <span className="visually-hidden">{submitCopy.form.countSpoken(limit - length)}</span>
        </span>
      ) : null}
      <Input
        className="input"
        id={id}
        name={name}
        // While empty it has the direction of the page.
        dir={value ? 'auto' : undefined}
        autoComplete={person ?? 'off'}
        // Not `type="email"`: browsers rewrite international addresses during typing.
        inputMode={person === 'email' ? 'email' : undefined}
        autoCapitalize={person === 'email' ? 'none' : undefined}
        spellCheck={person ? false : undefined}
        rows={isLong ? 5 : undefined}
        value={value}
        required={!person}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy.filter(Boolean).join(' ') || undefined}
        onChange={(event) => onType(event.target.value)}
        onBlur={onLeave}
      />
      <FieldError id={`${id}-error`} text={error} />
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
