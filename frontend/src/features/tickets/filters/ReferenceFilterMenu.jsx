import ChevronDown from 'lucide-react/icons/chevron-down';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { assignmentCopy } from '../assignment/copy.js';
import { pickers } from '../lazy.js';
import { filterCopy } from './copy.js';

/** @typedef {number | 'me' | 'none'} Value */

/**
 * The button that opens the filter by assignee or by team.
 * @template {import('../../../types').ReferenceField} Field
 * @param {object} props
 * @param {Field} props.field
 * @param {Value[]} props.chosen
 * @param {(chosen: any[]) => void} props.onChange
 */
export function ReferenceFilterMenu({ field, chosen, onChange }) {
  const own = useAccountId() ?? null;
  const name = ticketCopy.fields[field];

  /** @param {number | null} id @returns {Value} */
  function valueFor(id) {
    if (id === null) return 'none';
    return field === 'assignee' && id === own ? 'me' : id;
  }

  return (
    <MenuButton
      name={menuName('filter', field)}
      code={pickers}
      opens="dialog"
      menu={({ ReferenceChoices }) => (
        <ReferenceChoices
          field={field}
          nothing={assignmentCopy.none[field]}
          hasSeveral
          isChosen={(id) => chosen.includes(valueFor(id))}
          onChoose={(value) => {
            const one = valueFor(value?.id ?? null);
            const others = chosen.filter((other) => other !== one);
            onChange(others.length < chosen.length ? others : [...chosen, one]);
          }}
        />
      )}
      button={{
        className: 'chip-button',
        'aria-label': filterCopy.filterName(name, chosen.length),
      }}
    >
      <span>{name}</span>
      {chosen.length ? <span className="count">{chosen.length}</span> : null}
      <ChevronDown aria-hidden="true" />
    </MenuButton>
  );
}
