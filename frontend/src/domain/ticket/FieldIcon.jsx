import { PriorityIcon } from './PriorityIcon.jsx';
import { StatusIcon } from './StatusIcon.jsx';

/**
 * The icon of a field's value; it always stands beside the word.
 * @param {{ field: import('../../types').TriageField, value: string }} props
 */
export function FieldIcon({ field, value }) {
  if (field === 'status') {
    return <StatusIcon status={/** @type {import('../../types').Status} */ (value)} />;
  }
  if (field === 'priority') {
    return <PriorityIcon priority={/** @type {import('../../types').Priority} */ (value)} />;
  }
  return <span className={`dot dot--${value}`} aria-hidden="true" />;
}
