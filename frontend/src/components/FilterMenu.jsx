import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

import { copy } from '../lib/copy.js';
import { FIELD_VALUES } from '../lib/vocabulary.js';
import { FieldIcon } from './FieldIcon.jsx';
import { MenuContent } from './MenuContent.jsx';

/**
 * Any of a field's values; the menu stays open, because people often want more than one.
 * @template {import('../types').TriageField} Field
 * @param {object} props
 * @param {Field} props.field
 * @param {import('../types').TicketFilters[Field]} props.chosen
 * @param {(chosen: import('../types').TicketFilters[Field]) => void} props.onChange
 */
export function FilterMenu({ field, chosen, onChange }) {
  const name = copy.fields[field];
  const values = /** @type {string[]} */ (chosen);

  /** @param {string} value */
  function toggle(value) {
    const next = values.includes(value)
      ? values.filter((other) => other !== value)
      : FIELD_VALUES[field].filter((other) => other === value || values.includes(other));
    onChange(/** @type {import('../types').TicketFilters[Field]} */ (next));
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="chip-button"
        aria-label={copy.list.filterName(name, values.length)}
      >
        {name}
        {values.length ? <span className="count">{values.length}</span> : null}
        <ChevronDown aria-hidden="true" />
      </DropdownMenu.Trigger>
      <MenuContent align="start">
        {FIELD_VALUES[field].map((value) => (
          <DropdownMenu.CheckboxItem
            key={value}
            className="menu-item"
            checked={values.includes(value)}
            onCheckedChange={() => toggle(value)}
            onSelect={(event) => event.preventDefault()}
          >
            <span className="menu-box" aria-hidden="true">
              <DropdownMenu.ItemIndicator>
                <Check />
              </DropdownMenu.ItemIndicator>
            </span>
            <FieldIcon field={field} value={value} />
            {copy.values[value]}
          </DropdownMenu.CheckboxItem>
        ))}
      </MenuContent>
    </DropdownMenu.Root>
  );
}
