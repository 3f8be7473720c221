import { useId } from 'react';

import { FIELD_VALUES, TRIAGE_FIELDS } from '../../api/vocabulary.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { savedReplyCopy } from './copy.js';

const copy = savedReplyCopy.editor;

/** @typedef {import('../../types').SavedReplyValues['set']} Values */

/**
 * The values that a ticket gets together with the reply.
 * @param {{ set: Values, onChange: (set: Values) => void }} props
 */
export function TicketValues({ set, onChange }) {
  const id = useId();
  return (
    <fieldset className="ticket-values">
      <legend className="label">{copy.sets}</legend>
      {TRIAGE_FIELDS.map((field) => (
        <div className="field" key={field}>
          <label className="hint" htmlFor={`${id}-${field}`}>
            {ticketCopy.fields[field]}
          </label>
          <select
            className="input"
            id={`${id}-${field}`}
            value={set[field] ?? ''}
            onChange={({ target: { value } }) => {
              const others = Object.entries(set).filter(([name]) => name !== field);
              onChange(Object.fromEntries(value ? [...others, [field, value]] : others));
            }}
          >
            <option value="">{copy.leave}</option>
            {FIELD_VALUES[field].map((value) => (
              <option key={value} value={value}>
                {ticketCopy.values[value]}
              </option>
            ))}
          </select>
        </div>
      ))}
    </fieldset>
  );
}
