import MoveRight from 'lucide-react/icons/move-right';
import Split from 'lucide-react/icons/split';
import { DropdownMenu } from 'radix-ui';

import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { mergingCopy } from './copy.js';
import { openDialog } from './openDialog.js';

const copy = mergingCopy.message;

/**
 * The menu of a message: where it can be moved.
 * @param {{ ticket: number, message: import('../../../types').Message }} props
 */
export function MessageChoices({ ticket, message }) {
  return (
    <MenuContent align="end" aria-label={copy.menu}>
      <DropdownMenu.Item
        className="menu-item"
        onSelect={() => openDialog({ kind: 'move', ticket, message })}
      >
        <MoveRight aria-hidden="true" />
        {copy.move}
      </DropdownMenu.Item>
      <DropdownMenu.Item
        className="menu-item"
        onSelect={() => openDialog({ kind: 'split', ticket, message })}
      >
        <Split aria-hidden="true" />
        {copy.split}
      </DropdownMenu.Item>
    </MenuContent>
  );
}
