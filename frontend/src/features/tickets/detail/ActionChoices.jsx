import KeyRound from 'lucide-react/icons/key-round';
import Link from 'lucide-react/icons/link';
import Merge from 'lucide-react/icons/merge';
import Printer from 'lucide-react/icons/printer';
import Spline from 'lucide-react/icons/spline';
import Trash2 from 'lucide-react/icons/trash';
import { DropdownMenu } from 'radix-ui';

import { keyOf } from '../../../ui/commands/shortcuts.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { mergingCopy } from '../merging/copy.js';
import { detailCopy, linkCopy } from './copy.js';

/**
 * The menu of the less frequent actions on a ticket.
 * @param {object} props
 * @param {() => void} props.onCopyLink
 * @param {() => void} props.onLink
 * @param {(() => void) | null} props.onMerge
 * @param {() => void} props.onLinkTicket
 * @param {() => void} props.onDelete
 */
export function ActionChoices({ onCopyLink, onLink, onMerge, onLinkTicket, onDelete }) {
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
      {onMerge ? (
        <DropdownMenu.Item className="menu-item" onSelect={onMerge}>
          <Merge aria-hidden="true" />
          <span>{mergingCopy.menu.merge}</span>
          <span className="menu-end">
            <kbd translate="no" className="wide-only" aria-hidden="true">
              {keyOf('merge')}
            </kbd>
          </span>
        </DropdownMenu.Item>
      ) : null}
      <DropdownMenu.Item className="menu-item" onSelect={onLinkTicket}>
        <Spline aria-hidden="true" />
        {mergingCopy.menu.link}
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
