import { FieldError } from '../../ui/FieldError.jsx';

/**
 * A labelled field: of one line with `input`, of several with `area`.
 * @param {object} props
 * @param {string} props.id
 * @param {string} props.label
 * @param {string} [props.more] beside the label
 * @param {string} [props.error]
 * @param {string} [props.hint]
 * @param {import('react').ReactNode} [props.above] the field
 * @param {import('react').ComponentProps<'input'>} [props.input]
 * @param {import('react').ComponentProps<'textarea'>} [props.area]
 */
export function Field({ id, label, more, error, hint, above, input, area }) {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''];
  const shared = {
    className: 'input',
    id,
    autoComplete: 'off',
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
  };
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        <span>{label}</span>
        {more ? <span className="hint">{` (${more})`}</span> : null}
      </label>
      {above}
      {area ? <textarea {...shared} {...area} /> : <input type="text" {...shared} {...input} />}
      <FieldError id={`${id}-error`} text={error} />
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
