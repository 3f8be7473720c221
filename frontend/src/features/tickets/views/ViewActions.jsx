import Pencil from 'lucide-react/icons/pencil';
import Save from 'lucide-react/icons/save';
import Trash2 from 'lucide-react/icons/trash-2';
import { DropdownMenu } from 'radix-ui';

import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { viewsCopy } from './copy.js';
import { useCurrentView } from './useViews.js';
import { useViewChanges } from './useViewChanges.js';

/**
 * What can be done with a view that this person may edit.
 * @param {{ shared: import('../../../types').SharedView, onEdit: () => void }} props
 */
export function ViewActionItems({ shared, onEdit }) {
  const current = useCurrentView();
  const { update, remove } = useViewChanges();
  const isEdited = current?.shared.id === shared.id && current.isEdited;
  return (
    <>
      {isEdited ? (
        <DropdownMenu.Item className="menu-item" onSelect={() => void update(shared)}>
          <Save aria-hidden="true" />
          {viewsCopy.update}
        </DropdownMenu.Item>
      ) : null}
      <DropdownMenu.Item className="menu-item" onSelect={onEdit}>
        <Pencil aria-hidden="true" />
        {viewsCopy.edit}
      </DropdownMenu.Item>
      <DropdownMenu.Item
        className="menu-item"
        onSelect={() => {
          document.getElementById('tickets-heading')?.focus();
          void remove(shared);
        }}
      >
        <Trash2 aria-hidden="true" />
        {viewsCopy.delete}
      </DropdownMenu.Item>
    </>
  );
}

/** @param {import('react').ComponentProps<typeof ViewActionItems>} props */
export function ViewActions(props) {
  return (
    <MenuContent align="start" aria-label={viewsCopy.actions(props.shared.name)}>
      <ViewActionItems {...props} />
    </MenuContent>
  );
}
