import ChevronDown from 'lucide-react/icons/chevron-down';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { filterCopy } from './copy.js';
import { useFilterMode } from './useFilterMode.js';

/**
 * The button that opens the filter of one field.
 * @param {object} props
 * @param {import('../../../types').TriageField} props.field
 * @param {import('../../../types').TicketFilters} props.view
 * @param {import('../../../types').Cell[]} [props.cells]
 */
export function FilterMenu({ field, view, cells }) {
  const name = ticketCopy.fields[field];
  const mode = useFilterMode(field);
  return (
    <MenuButton
      name={menuName('filter', field)}
      code={menus}
      menu={({ FilterChoices }) => (
        <FilterChoices field={field} view={view} cells={cells} mode={mode} />
      )}
      button={{ className: 'chip-button', 'aria-label': filterCopy.filterName(name, mode.count) }}
    >
      <span>{name}</span>
      {mode.count ? <span className="count">{mode.count}</span> : null}
      <ChevronDown aria-hidden="true" />
    </MenuButton>
  );
}
