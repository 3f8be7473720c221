import KeyRound from 'lucide-react/icons/key-round';
import Link from 'lucide-react/icons/link';
import Printer from 'lucide-react/icons/printer';
import Trash2 from 'lucide-react/icons/trash';
import { DropdownMenu } from 'radix-ui';

import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { detailCopy, linkCopy } from './copy.js';

/**
 * The menu of the less frequent actions on a ticket.
 * @param {{ onCopyLink: () => void, onLink: () => void, onDelete: () => void }} props
 */
export function ActionChoices({ onCopyLink, onLink, onDelete }) {
  return (
    <MenuContent align="end" aria-label={detailCopy.more}>
      <DropdownMenu.Item className="menu-item" onSelect={onCopyLink}>
        <Link aria-hidden="true" />
        {detailCopy.copyLink}
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu-item" onSelect={onLink}>
        <KeyRound aria-hidden="true" />
        {linkCopy.menu}
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu-item" onSelect={() => window.print()}>
        <Printer aria-hidden="true" />
        {detailCopy.print}
      </DropdownMenu.Item>
      <DropdownMenu.Separator className="menu-line" />
      <DropdownMenu.Item className="menu-item menu-item--danger" onSelect={onDelete}>
        <Trash2 aria-hidden="true" />
        {detailCopy.delete}
      </DropdownMenu.Item>
    </MenuContent>
  );
}
