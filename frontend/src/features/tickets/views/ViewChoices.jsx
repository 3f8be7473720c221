import Plus from 'lucide-react/icons/plus';
import { DropdownMenu } from 'radix-ui';

import { hasFilters } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { formatCount } from '../../../lib/numbers.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { viewsCopy } from './copy.js';
import { useViews } from './useViews.js';
import { ViewIcon } from './ViewIcon.jsx';

/**
 * The menu of views, with the number of tickets in each.
 * @param {{ onSave: () => void }} props
 */
export function ViewChoices({ onSave }) {
  const { view, go } = useView();
  const { common, saved } = useViews();
  const all = [...common, ...saved];
  const canSave = hasFilters(view) && !all.some(({ isCurrent }) => isCurrent);
  return (
    <MenuContent align="start" aria-label={viewsCopy.heading}>
      {all.map(({ id, name, filters, total }) => (
        <DropdownMenu.Item
          key={id}
          className="menu-item"
          onSelect={() => go({ ...filters, ticket: null })}
        >
          <ViewIcon id={id} />
          <bdi>{name}</bdi>
          {total ? <span className="menu-count">{formatCount(total.count)}</span> : null}
        </DropdownMenu.Item>
      ))}
      {canSave ? (
        <>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={onSave}>
            <Plus aria-hidden="true" />
            {viewsCopy.save}
          </DropdownMenu.Item>
        </>
      ) : null}
    </MenuContent>
  );
}
