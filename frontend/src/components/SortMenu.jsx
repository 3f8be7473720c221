import { ArrowUpDown, Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

import { copy } from '../lib/copy.js';
import { ORDERINGS } from '../lib/vocabulary.js';
import { MenuContent } from './MenuContent.jsx';

/**
 * @param {object} props
 * @param {import('../types').Ordering} props.ordering
 * @param {(ordering: import('../types').Ordering) => void} props.onSort
 */
export function SortMenu({ ordering, onSort }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button button--quiet button--small sort-button"
        aria-label={`${copy.list.sort}: ${copy.list.orderings[ordering]}`}
      >
        <ArrowUpDown aria-hidden="true" />
        {copy.list.orderings[ordering]}
      </DropdownMenu.Trigger>
      <MenuContent align="end">
        <DropdownMenu.RadioGroup
          value={ordering}
          onValueChange={(value) => onSort(/** @type {import('../types').Ordering} */ (value))}
        >
          {ORDERINGS.map((value) => (
            <DropdownMenu.RadioItem key={value} className="menu-item" value={value}>
              {copy.list.orderings[value]}
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
