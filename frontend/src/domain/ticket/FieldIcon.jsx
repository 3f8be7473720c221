import { ChoiceIcon } from './PriorityIcon.jsx';
import { StatusIcon } from './StatusIcon.jsx';

/**
 * The icon of a field's value; it always stands beside the word.
 * @param {{ field: import('../../types').TriageField, value: string }} props
 */
export function FieldIcon({ field, value }) {
  if (field !== 'status') return <ChoiceIcon field={field} value={value} />;
  return <StatusIcon status={/** @type {import('../../types').Status} */ (value)} />;
}
