import CalendarOff from 'lucide-react/icons/calendar-off';
import KeyRound from 'lucide-react/icons/key-round';
import LogOut from 'lucide-react/icons/log-out';
import MessageSquareText from 'lucide-react/icons/message-square-text';
import MonitorSmartphone from 'lucide-react/icons/monitor-smartphone';
import ScrollText from 'lucide-react/icons/scroll-text';
import Settings from 'lucide-react/icons/settings';
import ShieldCheck from 'lucide-react/icons/shield-check';
import Terminal from 'lucide-react/icons/terminal';
import { DropdownMenu } from 'radix-ui';

import { openSavedReplies } from '../../domain/saved-reply/panel.js';
import { lacksSecondFactor } from '../../domain/session/useAccess.js';
import { openSettings } from '../../domain/settings/panel.js';
import { MenuContent } from '../../ui/menu/MenuContent.jsx';
import { useAccountOverlay } from './accountOverlay.js';
import { accountCopy } from './copy.js';
import { signOutHere } from './signOutHere.js';

const text = accountCopy.menu;

const ITEMS = /** @type {const} */ ([
  { id: 'absence', Icon: CalendarOff },
  { id: 'password', Icon: KeyRound },
  { id: 'security', Icon: ShieldCheck },
  { id: 'sessions', Icon: MonitorSmartphone },
  { id: 'tokens', Icon: Terminal },
  { id: 'audit', Icon: ScrollText, isForAdmins: true },
]);

/** @param {import('../../types').Account} account */
const itemsFor = (account) =>
  lacksSecondFactor(account)
    ? []
    : ITEMS.filter((item) => !('isForAdmins' in item) || account.is_admin);

/**
 * The account menu, headed by the name of who is signed in.
 * @param {{ account: import('../../types').Account }} props
 */
export function AccountMenu({ account }) {
  const items = itemsFor(account);
  return (
    <MenuContent align="end">
      <DropdownMenu.Label className="account-label">
        <bdi translate="no">{account.name}</bdi>
        {account.name === account.email ? null : (
          <bdi className="hint" translate="no">
            {account.email}
          </bdi>
        )}
      </DropdownMenu.Label>
      <DropdownMenu.Separator className="menu-line" />
      {items.length ? (
        <>
          <DropdownMenu.Item className="menu-item" onSelect={() => openSettings()}>
            <Settings aria-hidden="true" />
            <span>{text.settings}</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={openSavedReplies}>
            <MessageSquareText aria-hidden="true" />
            <span>{text.savedReplies}</span>
          </DropdownMenu.Item>
        </>
      ) : null}
      {items.map(({ id, Icon }) => (
        <DropdownMenu.Item
          key={id}
          className="menu-item"
          // After the menu has returned the focus, so that the dialog can return it too.
          onSelect={() => setTimeout(() => useAccountOverlay.setState(id))}
        >
          <Icon aria-hidden="true" />
          <span>{text[id]}</span>
        </DropdownMenu.Item>
      ))}
      {items.length ? <DropdownMenu.Separator className="menu-line" /> : null}
      <DropdownMenu.Item className="menu-item" onSelect={() => void signOutHere()}>
        <LogOut aria-hidden="true" />
        {text.signOut}
      </DropdownMenu.Item>
    </MenuContent>
  );
}
