import Ellipsis from 'lucide-react/icons/ellipsis';
import KeyRound from 'lucide-react/icons/key-round';
import Link from 'lucide-react/icons/link';
import Printer from 'lucide-react/icons/printer';
import Trash2 from 'lucide-react/icons/trash';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';

import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { detailCopy, linkCopy } from './copy.js';
import { DeleteDialog, MENU_BUTTON } from './DeleteDialog.jsx';
import { LinkDialog } from './LinkDialog.jsx';

/**
 * The less frequent actions on a ticket.
 * @param {{ id: number, onCopyLink: () => void, onDeleted: () => void }} props
 */
export function DetailMenu({ id, onCopyLink, onDeleted }) {
  const [isDeleting, setIsDeleting] = useState(false);
  const [isLinking, setIsLinking] = useState(false);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className="icon-button"
          id={MENU_BUTTON}
          aria-label={detailCopy.more}
          title={detailCopy.more}
        >
          <Ellipsis aria-hidden="true" />
        </DropdownMenu.Trigger>
        <MenuContent align="end">
          <DropdownMenu.Item className="menu-item" onSelect={onCopyLink}>
            <Link aria-hidden="true" />
            {detailCopy.copyLink}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => setIsLinking(true)}>
            <KeyRound aria-hidden="true" />
            {linkCopy.menu}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => window.print()}>
            <Printer aria-hidden="true" />
            {detailCopy.print}
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item
            className="menu-item menu-item--danger"
            onSelect={() => setIsDeleting(true)}
          >
            <Trash2 aria-hidden="true" />
            {detailCopy.delete}
          </DropdownMenu.Item>
        </MenuContent>
      </DropdownMenu.Root>
      <LinkDialog id={id} isOpen={isLinking} onClose={() => setIsLinking(false)} />
      <DeleteDialog
        id={id}
        isOpen={isDeleting}
        onClose={() => setIsDeleting(false)}
        onDeleted={onDeleted}
      />
    </>
  );
}
