import X from 'lucide-react/icons/x';

import { TRIAGE_FIELDS } from '../../../../api/vocabulary.js';
import { ticketCopy } from '../../../../domain/ticket/copy.js';
import { FieldIcon } from '../../../../domain/ticket/FieldIcon.jsx';
import { toolsCopy } from './copy.js';

/**
 * The values that the ticket gets together with the message, each of which can be left out.
 * @param {object} props
 * @param {import('../drafts.js').SavedUse['set']} props.set
 * @param {(set: import('../drafts.js').SavedUse['set']) => void} props.onChange
 */
export function AlsoSets({ set, onChange }) {
  const fields = TRIAGE_FIELDS.filter((field) => set[field]);
  if (!fields.length) return null;
  return (
    <div className="also-sets" role="group" aria-label={toolsCopy.alsoSets.replace(':', '')}>
      <span className="hint" aria-hidden="true">
        {toolsCopy.alsoSets}
      </span>
      {fields.map((field) => {
        const value = String(set[field]);
        const name = ticketCopy.values[value] ?? value;
        return (
          <span className="also-sets-item" key={field}>
            <FieldIcon field={field} value={value} />
            <span>{name}</span>
            <button
              type="button"
              className="also-sets-item-remove"
              aria-label={toolsCopy.dontSet(ticketCopy.fields[field], name)}
              onClick={(event) => {
                // The button goes away: the focus must not.
                event.currentTarget.closest('form')?.querySelector('textarea')?.focus();
                onChange({ ...set, [field]: undefined });
              }}
            >
              <X aria-hidden="true" />
            </button>
          </span>
        );
      })}
    </div>
  );
}
