import { FieldError } from '../../ui/FieldError.jsx';

/**
 * A labelled field of a form about an account.
 * @param {object} props
 * @param {string} props.id
 * @param {string} props.label
 * @param {string} props.value
 * @param {(value: string) => void} props.onType
 * @param {string} [props.error]
 * @param {string} [props.hint]
 * @param {import('react').ComponentProps<'input'>} [props.input]
 */
export function AccountField({ id, label, value, onType, error, hint, input }) {
  const describedBy = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''];
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...input}
        className="input"
        id={id}
        value={value}
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy.filter(Boolean).join(' ') || undefined}
        onChange={(event) => onType(event.target.value)}
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
