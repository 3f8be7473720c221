import ChevronDown from 'lucide-react/icons/chevron-down';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { pickers } from '../lazy.js';
import { filterCopy } from './copy.js';

/**
 * The button that opens the filter by tags.
 * @param {object} props
 * @param {import('../tags/TagFilterChoices.jsx').TagFilters} props.chosen
 * @param {(filters: Partial<import('../tags/TagFilterChoices.jsx').TagFilters>) => void} props.onChange
 */
export function TagFilterMenu({ chosen, onChange }) {
  const name = ticketCopy.fields.tags;
  const count = chosen.tag.length + chosen.tag_all.length + chosen.exclude_tag.length;
  return (
    <MenuButton
      name={menuName('filter', 'tags')}
      code={pickers}
      opens="dialog"
      menu={({ TagFilterChoices }) => <TagFilterChoices chosen={chosen} onChange={onChange} />}
      button={{ className: 'chip-button', 'aria-label': filterCopy.filterName(name, count) }}
    >
      <span>{name}</span>
      {count ? <span className="count">{count}</span> : null}
      <ChevronDown aria-hidden="true" />
    </MenuButton>
  );
}
