import ChevronDown from 'lucide-react/icons/chevron-down';

import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { filterCopy } from './copy.js';

/**
 * The button that opens the filter by whose turn it is.
 * @param {object} props
 * @param {import('../../../types').Awaiting[]} props.chosen
 * @param {(chosen: import('../../../types').Awaiting[]) => void} props.onChange
 */
export function TurnMenu({ chosen, onChange }) {
  return (
    <MenuButton
      name="filter-awaiting"
      code={menus}
      menu={({ TurnChoices }) => <TurnChoices chosen={chosen} onChange={onChange} />}
      button={{
        className: 'chip-button',
        'aria-label': filterCopy.filterName(filterCopy.turn, chosen.length),
      }}
    >
      <span>{filterCopy.turn}</span>
      {chosen.length ? <span className="count">{chosen.length}</span> : null}
      <ChevronDown aria-hidden="true" />
    </MenuButton>
  );
}
