import { ticketCopy } from '../../../domain/ticket/copy.js';
import { FieldIcon } from '../../../domain/ticket/FieldIcon.jsx';
import { menuName } from '../../../domain/ticket/menuName.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { editingCopy } from './copy.js';
import { FixedValue } from './FixedValue.jsx';
import { useUpdateTicket } from './useUpdateTicket.js';

/**
 * A button with a field's value, which opens the menu that changes it.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {import('../../../types').TriageField} props.field
 * @param {'icon' | 'text' | 'property'} props.look
 * @param {'row' | 'detail'} props.place
 * @param {number} [props.tabIndex]
 */
export function FieldMenu({ ticket, field, look, place, tabIndex }) {
  const name = ticketCopy.fields[field];
  const value = ticket[field];
  const word = ticketCopy.values[value];
  const content = (
    <>
      {look === 'property' ? <span className="field-name">{name}</span> : null}
      <span className="field-value">
        <FieldIcon field={field} value={value} />
        {look === 'icon' ? null : <span>{word}</span>}
      </span>
    </>
  );
  if (ticket.folder) {
    return (
      <FixedValue look={look} field={field} text={look === 'icon' ? `${name}: ${word}` : ''}>
        {content}
      </FixedValue>
    );
  }
  return (
    <MenuButton
      name={menuName(place, field, ticket.id)}
      code={menus}
      place={`pick--${look}`}
      menu={({ ValueMenu }) => <TicketValues ticket={ticket} field={field} Menu={ValueMenu} />}
      button={{
        className: `field-button field-button--${look} field-button--${field}`,
        'aria-label': editingCopy.button(name, word, ticket.id),
        title: look === 'icon' ? `${name}: ${word}` : undefined,
        tabIndex,
      }}
    >
      {content}
    </MenuButton>
  );
}

/**
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {import('../../../types').TriageField} props.field
 * @param {import('../lazy.js').Menus['ValueMenu']} props.Menu
 */
function TicketValues({ ticket, field, Menu }) {
  const { change } = useUpdateTicket(ticket.id);
  return (
    <Menu field={field} value={ticket[field]} onChoose={(next) => change(ticket, field, next)} />
  );
}
