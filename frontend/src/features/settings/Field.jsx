import { FieldError } from '../../ui/FieldError.jsx';

/**
 * A labelled field of one line.
 * @param {object} props
 * @param {string} props.id
 * @param {string} props.label
 * @param {string} [props.error]
 * @param {string} [props.hint]
 * @param {import('react').ComponentProps<'input'>} props.input
 */
export function Field({ id, label, error, hint, input }) {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''];
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        type="text"
        autoComplete="off"
        {...input}
        className="input"
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
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
