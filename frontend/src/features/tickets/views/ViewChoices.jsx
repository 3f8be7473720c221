import Plus from 'lucide-react/icons/plus';
import { DropdownMenu } from 'radix-ui';

import { hasFilters } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { viewsCopy } from './copy.js';
import { shownTotal } from './shownTotal.js';
import { useCurrentView, useViews } from './useViews.js';
import { ViewActionItems } from './ViewActions.jsx';
import { ViewIcon } from './ViewIcon.jsx';

/**
 * The menu of queues and views, with the number of tickets in each.
 * @param {{ onSave: () => void, onEdit: (shared: import('../../../types').SharedView) => void }} props
 */
export function ViewChoices({ onSave, onEdit }) {
  const { view, go } = useView();
  const { queues, common, shared, saved } = useViews();
  const current = useCurrentView();
  const groups = [queues, common, [...shared, ...saved]].filter((group) => group.length);
  const canSave = hasFilters(view) && !groups.flat().some(({ isCurrent }) => isCurrent);
  return (
    <MenuContent align="start" aria-label={viewsCopy.heading}>
      {groups.map((group, index) => (
        <DropdownMenu.Group key={group[0].id}>
          {index ? <DropdownMenu.Separator className="menu-line" /> : null}
          {group.map(({ id, name, target, total, isCurrent, shared: one }) => (
            <DropdownMenu.Item
              key={id}
              className="menu-item"
              aria-current={isCurrent ? 'page' : undefined}
              onSelect={() => go({ ...target, ticket: null })}
            >
              <ViewIcon id={id} shared={one} />
              <bdi>{name}</bdi>
              {total ? <span className="menu-count">{shownTotal(total)}</span> : null}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Group>
      ))}
      {canSave || current?.isEdited ? (
        <>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={onSave}>
            <Plus aria-hidden="true" />
            {viewsCopy.save}
          </DropdownMenu.Item>
        </>
      ) : null}
      {current?.shared.can_edit ? (
        <>
          <DropdownMenu.Separator className="menu-line" />
          <ViewActionItems shared={current.shared} onEdit={() => onEdit(current.shared)} />
        </>
      ) : null}
    </MenuContent>
  );
}
