import { ticketCopy } from '../../../domain/ticket/copy.js';
import { FieldIcon } from '../../../domain/ticket/FieldIcon.jsx';
import { formatCount } from '../../../lib/numbers.js';

/**
 * The header of a group: its value and the number of its tickets.
 * @param {{ field: import('../../../types').TriageField, value: string, count?: number }} props
 */
export function GroupHeader({ field, value, count }) {
  return (
    <h3 className="group-header">
      <FieldIcon field={field} value={value} />
      <span>{ticketCopy.values[value]}</span>
      {count === undefined ? null : (
        <span className="group-count">
          <span aria-hidden="true">{formatCount(count)}</span>
          <span className="visually-hidden">{ticketCopy.tickets(count)}</span>
        </span>
      )}
    </h3>
  );
}
