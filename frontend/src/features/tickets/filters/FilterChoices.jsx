import Check from 'lucide-react/icons/check';
import { DropdownMenu } from 'radix-ui';

import { FIELD_VALUES } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { countByValue } from '../../../domain/ticket/counts/countCells.js';
import { FieldIcon } from '../../../domain/ticket/FieldIcon.jsx';
import { formatCount } from '../../../lib/numbers.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { filterCopy } from './copy.js';

/**
 * The values of a field to filter by, with the number of tickets of each. The menu stays open,
 * because people often want more than one.
 * @param {object} props
 * @param {import('../../../types').TriageField} props.field
 * @param {import('../../../types').TicketFilters} props.view
 * @param {import('../../../types').Cell[]} [props.cells]
 * @param {ReturnType<typeof import('./useFilterMode.js').useFilterMode>} props.mode
 */
export function FilterChoices({ field, view, cells, mode }) {
  const { isNot, chosen, choose, setIsNot } = mode;
  const counts = cells && countByValue(cells, view, field);

  /** @param {string} value */
  function toggle(value) {
    choose(
      chosen.includes(value)
        ? chosen.filter((other) => other !== value)
        : FIELD_VALUES[field].filter((other) => other === value || chosen.includes(other)),
    );
  }

  return (
    <MenuContent align="start" aria-label={ticketCopy.fields[field]}>
      <DropdownMenu.RadioGroup
        className="filter-modes"
        value={String(isNot)}
        aria-label={filterCopy.mode}
        onValueChange={(value) => setIsNot(value === 'true')}
      >
        {[false, true].map((one) => (
          <DropdownMenu.RadioItem
            key={String(one)}
            className="filter-mode"
            value={String(one)}
            onSelect={(event) => event.preventDefault()}
          >
            {one ? filterCopy.noneOf : filterCopy.anyOf}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
      {FIELD_VALUES[field].map((value) => (
        <DropdownMenu.CheckboxItem
          key={value}
          className="menu-item"
          checked={chosen.includes(value)}
          onCheckedChange={() => toggle(value)}
          onSelect={(event) => event.preventDefault()}
        >
          <span className="menu-box" aria-hidden="true">
            <DropdownMenu.ItemIndicator>
              <Check />
            </DropdownMenu.ItemIndicator>
          </span>
          <FieldIcon field={field} value={value} />
          <span>{ticketCopy.values[value]}</span>
          {counts ? (
            <span className="menu-count">
              <span aria-hidden="true">{formatCount(counts[value] ?? 0)}</span>
              <span className="visually-hidden">{`, ${ticketCopy.tickets(counts[value] ?? 0)}`}</span>
            </span>
          ) : null}
        </DropdownMenu.CheckboxItem>
      ))}
    </MenuContent>
  );
}
