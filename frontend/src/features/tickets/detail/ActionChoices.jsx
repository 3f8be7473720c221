import Ban from 'lucide-react/icons/ban';
import KeyRound from 'lucide-react/icons/key-round';
import Link from 'lucide-react/icons/link';
import Merge from 'lucide-react/icons/merge';
import Printer from 'lucide-react/icons/printer';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import Spline from 'lucide-react/icons/spline';
import Trash2 from 'lucide-react/icons/trash';
import Undo from 'lucide-react/icons/undo';
import { DropdownMenu } from 'radix-ui';

import { keyOf } from '../../../ui/commands/shortcuts.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { mergingCopy } from '../merging/copy.js';
import { openDialog } from '../merging/openDialog.js';
import { removalCopy } from '../removal/copy.js';
import { useBlock } from '../removal/useBlock.js';
import { useHasBin } from '../removal/useHasBin.js';
import { useIsAdmin } from '../removal/useIsAdmin.js';
import { detailCopy, linkCopy } from './copy.js';

/**
 * The menu of the less frequent actions on a ticket.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {() => void} props.onCopyLink
 * @param {(dialog: import('./DetailMenu.jsx').TicketDialog) => void} props.onDialog
 * @param {() => void} props.onLeave
 */
export function ActionChoices({ ticket, onCopyLink, onDialog, onLeave }) {
  const { id, folder, merged_into } = ticket;
  return (
    <MenuContent align="end" aria-label={detailCopy.more}>
      <Choice icon={Link} text={detailCopy.copyLink} onSelect={onCopyLink} />
      {folder ? null : (
        <Choice icon={KeyRound} text={linkCopy.menu} onSelect={() => onDialog('link')} />
      )}
      {folder || merged_into ? null : (
        <Choice
          icon={Merge}
          text={mergingCopy.menu.merge}
          shortcut={keyOf('merge')}
          onSelect={() => openDialog({ kind: 'merge', tickets: [id] })}
        />
      )}
      {folder ? null : (
        <Choice
          icon={Spline}
          text={mergingCopy.menu.link}
          onSelect={() => openDialog({ kind: 'link', ticket: id })}
        />
      )}
      <Choice icon={Printer} text={detailCopy.print} onSelect={() => window.print()} />
      {/* One that was merged goes where the ticket with its conversation goes. */}
      {merged_into ? null : (
        <>
          <DropdownMenu.Separator className="menu-line" />
          <RemovalChoices ticket={ticket} onDialog={onDialog} onLeave={onLeave} />
        </>
      )}
    </MenuContent>
  );
}

/** @param {Omit<Parameters<typeof ActionChoices>[0], 'onCopyLink'>} props */
function RemovalChoices({ ticket, onDialog, onLeave }) {
  const { change } = useUpdateTicket(ticket.id);
  const { block } = useBlock();
  const hasBin = useHasBin();
  const isAdmin = useIsAdmin();
  const { folder, requester } = ticket;

  /** @param {import('../../../types').Folder | null} to @param {() => void} [onUndo] */
  function move(to, onUndo) {
    change(ticket, 'folder', to, onUndo);
    onLeave();
  }

  /** @param {NonNullable<typeof requester>} sender */
  function moveAndBlock(sender) {
    block(sender, true, true);
    move('spam', () => block(sender, false, true));
  }

  if (folder) {
    const out = folder === 'spam' ? removalCopy.notSpam : removalCopy.restore;
    return (
      <>
        <Choice icon={Undo} text={out} onSelect={() => move(null)} />
        {folder === 'spam' && hasBin ? (
          <Choice icon={Trash2} text={removalCopy.delete} onSelect={() => move('bin')} />
        ) : null}
        {isAdmin ? (
          <Choice
            icon={Trash2}
            text={removalCopy.erase}
            isDanger
            onSelect={() => onDialog('erasure')}
          />
        ) : null}
      </>
    );
  }
  return (
    <>
      <Choice icon={ShieldAlert} text={removalCopy.spam} onSelect={() => move('spam')} />
      {requester ? (
        <Choice
          icon={Ban}
          text={removalCopy.spamAndBlock}
          onSelect={() => moveAndBlock(requester)}
        />
      ) : null}
      {hasBin ? (
        <Choice icon={Trash2} text={removalCopy.delete} isDanger onSelect={() => move('bin')} />
      ) : (
        <Choice
          icon={Trash2}
          text={removalCopy.deleteForGood}
          isDanger
          onSelect={() => onDialog('deletion')}
        />
      )}
    </>
  );
}

/**
 * @param {object} props
 * @param {typeof Link} props.icon
 * @param {string} props.text
 * @param {string} [props.shortcut]
 * @param {boolean} [props.isDanger]
 * @param {() => void} props.onSelect
 */
function Choice({ icon: Icon, text, shortcut, isDanger = false, onSelect }) {
  return (
    <DropdownMenu.Item
      className={isDanger ? 'menu-item menu-item--danger' : 'menu-item'}
      onSelect={onSelect}
    >
      <Icon aria-hidden="true" />
      <span>{text}</span>
      {shortcut ? (
        <span className="menu-end">
          <kbd translate="no" className="wide-only" aria-hidden="true">
            {shortcut}
          </kbd>
        </span>
      ) : null}
    </DropdownMenu.Item>
  );
}
