import TriangleAlert from 'lucide-react/icons/triangle-exclamation-point';

/**
 * The error message of a field.
 * @param {{ id: string, text?: string }} props
 */
export function FieldError({ id, text }) {
  if (!text) return null;
  return (
    <p className="field-error" id={id}>
      <TriangleAlert aria-hidden="true" />
      <span>{text}</span>
    </p>
  );
}
