import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

import { useUpdateTicket } from '../hooks/useUpdateTicket.js';
import { copy } from '../lib/copy.js';
import { FIELD_VALUES } from '../lib/vocabulary.js';
import { FieldIcon } from './FieldIcon.jsx';
import { MenuContent } from './MenuContent.jsx';

/**
 * A value of a ticket that is a button: it opens the menu in which the value is changed.
 * @param {object} props
 * @param {import('../types').Ticket} props.ticket
 * @param {import('../types').TriageField} props.field
 * @param {'icon' | 'text' | 'property'} props.look
 */
export function FieldMenu({ ticket, field, look }) {
  const { change } = useUpdateTicket(ticket.id);
  const name = copy.fields[field];
  const value = ticket[field];
  const word = copy.values[value];
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={`field-button field-button--${look} field-button--${field}`}
        aria-label={copy.list.change(name, word, ticket.id)}
        title={look === 'icon' ? `${name}: ${word}` : undefined}
      >
        {look === 'property' ? <span className="field-name">{name}</span> : null}
        <span className="field-value">
          <FieldIcon field={field} value={value} />
          {look === 'icon' ? null : word}
        </span>
      </DropdownMenu.Trigger>
      <MenuContent align="start">
        <DropdownMenu.Label className="menu-label">{name}</DropdownMenu.Label>
        <DropdownMenu.RadioGroup
          value={value}
          onValueChange={(next) => change(ticket, field, next)}
        >
          {FIELD_VALUES[field].map((option) => (
            <DropdownMenu.RadioItem key={option} className="menu-item" value={option}>
              <FieldIcon field={field} value={option} />
              {copy.values[option]}
              <DropdownMenu.ItemIndicator className="menu-check">
                <Check aria-hidden="true" />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </MenuContent>
    </DropdownMenu.Root>
  );
}
