import { DropdownMenu } from 'radix-ui';
import Check from 'lucide-react/icons/check';

import { TURNS } from '../../../api/vocabulary.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { filterCopy } from './copy.js';

/**
 * Whose turn it may be in the tickets of the list. The menu stays open, as the others do.
 * @param {object} props
 * @param {import('../../../types').Awaiting[]} props.chosen
 * @param {(chosen: import('../../../types').Awaiting[]) => void} props.onChange
 */
export function TurnChoices({ chosen, onChange }) {
  return (
    <MenuContent align="start" aria-label={filterCopy.turn}>
      {TURNS.map((turn) => (
        <DropdownMenu.CheckboxItem
          key={turn}
          className="menu-item"
          checked={chosen.includes(turn)}
          onCheckedChange={(isChosen) =>
            onChange(TURNS.filter((one) => (one === turn ? isChosen : chosen.includes(one))))
          }
          onSelect={(event) => event.preventDefault()}
        >
          <span className="menu-box" aria-hidden="true">
            <DropdownMenu.ItemIndicator>
              <Check />
            </DropdownMenu.ItemIndicator>
          </span>
          <span>{filterCopy.turns[turn]}</span>
        </DropdownMenu.CheckboxItem>
      ))}
    </MenuContent>
  );
}
