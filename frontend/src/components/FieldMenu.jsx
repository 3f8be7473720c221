import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';

import { useOpenMenu } from '../hooks/openMenu.js';
import { useUpdateTicket } from '../hooks/useUpdateTicket.js';
import { copy } from '../lib/copy.js';
import { menuName } from '../lib/menuName.js';
import { FieldIcon } from './FieldIcon.jsx';
import { ValueMenu } from './ValueMenu.jsx';

/**
 * A value of a ticket that is a button: it opens the menu in which the value is changed. The menu
 * exists only while it is open, for a list has three such buttons in every row.
 * @param {object} props
 * @param {import('../types').Ticket} props.ticket
 * @param {import('../types').TriageField} props.field
 * @param {'icon' | 'text' | 'property'} props.look
 * @param {'row' | 'detail'} props.place
 * @param {number} [props.tabIndex]
 */
export function FieldMenu({ ticket, field, look, place, tabIndex }) {
  const [isOpen, setIsOpen] = useOpenMenu(menuName(place, field, ticket.id));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const wasOpen = useRef(false);
  const name = copy.fields[field];
  const value = ticket[field];
  const word = copy.values[value];

  /** @param {import('react').KeyboardEvent} event */
  function openByArrow(event) {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setIsOpen(true);
  }

  return (
    <span className={`pick pick--${look}`}>
      <button
        type="button"
        className={`field-button field-button--${look} field-button--${field}`}
        aria-label={copy.list.change(name, word, ticket.id)}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={look === 'icon' ? `${name}: ${word}` : undefined}
        tabIndex={tabIndex}
        ref={button}
        // The press closes an open menu before the click arrives, which must not open it again.
        onPointerDown={() => {
          wasOpen.current = isOpen;
        }}
        onClick={(event) => setIsOpen(event.detail === 0 ? !isOpen : !wasOpen.current)}
        onKeyDown={openByArrow}
      >
        {look === 'property' ? <span className="field-name">{name}</span> : null}
        <span className="field-value">
          <FieldIcon field={field} value={value} />
          {look === 'icon' ? null : word}
        </span>
      </button>
      {isOpen ? (
        <OpenMenu
          ticket={ticket}
          field={field}
          onClose={() => setIsOpen(false)}
          onClosed={(event) => {
            event.preventDefault();
            button.current?.focus();
          }}
        />
      ) : null}
    </span>
  );
}

/**
 * @param {object} props
 * @param {import('../types').Ticket} props.ticket
 * @param {import('../types').TriageField} props.field
 * @param {() => void} props.onClose
 * @param {(event: Event) => void} props.onClosed
 */
function OpenMenu({ ticket, field, onClose, onClosed }) {
  const { change } = useUpdateTicket(ticket.id);
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={onClose}>
      <DropdownMenu.Trigger asChild>
        <span className="menu-anchor" aria-hidden="true" />
      </DropdownMenu.Trigger>
      <ValueMenu
        field={field}
        value={ticket[field]}
        onChoose={(next) => change(ticket, field, next)}
        onCloseAutoFocus={onClosed}
      />
    </DropdownMenu.Root>
  );
}
