import ChevronDown from 'lucide-react/icons/chevron-down';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { filterCopy } from './copy.js';

/**
 * The button that opens the filter of one field.
 * @param {object} props
 * @param {import('../../../types').TriageField} props.field
 * @param {import('../../../types').TicketFilters} props.view
 * @param {import('../../../types').Cell[]} [props.cells]
 * @param {(chosen: string[]) => void} props.onChange
 */
export function FilterMenu({ field, view, cells, onChange }) {
  const name = ticketCopy.fields[field];
  const chosen = view[field].length;
  return (
    <MenuButton
      name={menuName('filter', field)}
      code={menus}
      menu={({ FilterChoices }) => (
        <FilterChoices field={field} view={view} cells={cells} onChange={onChange} />
      )}
      button={{ className: 'chip-button', 'aria-label': filterCopy.filterName(name, chosen) }}
    >
      <span>{name}</span>
      {chosen ? <span className="count">{chosen}</span> : null}
      <ChevronDown aria-hidden="true" />
    </MenuButton>
  );
}
