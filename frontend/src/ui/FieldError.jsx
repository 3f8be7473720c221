import { TriangleAlert } from 'lucide-react';

/**
 * What is wrong with a field, in the place where it can be put right.
 * @param {{ id: string, text?: string }} props
 */
export function FieldError({ id, text }) {
  if (!text) return null;
  return (
    <p className="field-error" id={id}>
      <TriangleAlert aria-hidden="true" />
      {text}
    </p>
  );
}
