import Check from 'lucide-react/icons/check';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';

import { FIELD_VALUES } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { FieldIcon } from '../../../domain/ticket/FieldIcon.jsx';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';

const ITEM = '[role="menuitemradio"]';

/**
 * The values of a field to choose from: by pointer, by arrow keys, by first letters or by number.
 * @param {object} props
 * @param {import('../../../types').TriageField} props.field
 * @param {string} [props.value] the present one; none where several tickets differ
 * @param {(value: string) => void} props.onChoose
 */
export function ValueMenu({ field, value = '', onChoose }) {
  const values = FIELD_VALUES[field];
  const hasEntered = useRef(false);

  /**
   * Move the focus to the present value, also if a key has opened the menu, which Radix takes for a
   * pointer.
   * @param {import('react').FocusEvent<HTMLElement>} event
   */
  function enter({ target, currentTarget }) {
    if (hasEntered.current || target !== currentTarget) return;
    hasEntered.current = true;
    const items = [...currentTarget.querySelectorAll(ITEM)];
    const present = items.find((item) => item.getAttribute('aria-checked') === 'true');
    /** @type {HTMLElement | undefined} */ (present ?? items[0])?.focus();
  }

  /** @param {import('react').KeyboardEvent<HTMLElement>} event */
  function chooseByNumber(event) {
    const option = values[Number(event.key) - 1];
    if (!option) return;
    event.preventDefault();
    const items = event.currentTarget.querySelectorAll(ITEM);
    /** @type {HTMLElement} */ (items[values.findIndex((other) => other === option)]).click();
  }

  return (
    <MenuContent
      align="start"
      aria-label={ticketCopy.fields[field]}
      onFocus={enter}
      onKeyDown={chooseByNumber}
    >
      <DropdownMenu.Label className="menu-label">{ticketCopy.fields[field]}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
        {values.map((option, index) => (
          <DropdownMenu.RadioItem key={option} className="menu-item" value={option}>
            <FieldIcon field={field} value={option} />
            <span>{ticketCopy.values[option]}</span>
            <span className="menu-end">
              <DropdownMenu.ItemIndicator className="menu-check">
                <Check aria-hidden="true" />
              </DropdownMenu.ItemIndicator>
              <kbd translate="no" className="wide-only" aria-hidden="true">
                {index + 1}
              </kbd>
            </span>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </MenuContent>
  );
}
