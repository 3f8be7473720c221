/**
 * A value of a ticket that is spam or in the bin, where it does not change.
 * @param {object} props
 * @param {string} props.look
 * @param {string} props.field
 * @param {string} props.text what an icon stands for
 * @param {import('react').ReactNode} props.children
 */
export function FixedValue({ look, field, text, children }) {
  return (
    <span className={`pick pick--${look}`}>
      <span
        className={`field-button field-button--${look} field-button--${field} field-button--fixed`}
        title={text || undefined}
      >
        {text ? <span className="visually-hidden">{text}</span> : null}
        {children}
      </span>
    </span>
  );
}
