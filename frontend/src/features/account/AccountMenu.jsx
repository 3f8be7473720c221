import { KeyRound, LogOut, ShieldCheck, Terminal } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

import { asApiError } from '../../api/errors.js';
import { MenuContent } from '../../ui/menu/MenuContent.jsx';
import { showToast } from '../../ui/toasts/toastStore.js';
import { useAccountOverlay } from './accountOverlay.js';
import { signOut } from './api.js';
import { accountCopy } from './copy.js';
import { reloadSignedOut } from './sessionGuard.js';

const text = accountCopy.menu;

const ITEMS = /** @type {const} */ ([
  { id: 'password', Icon: KeyRound },
  { id: 'security', Icon: ShieldCheck },
  { id: 'tokens', Icon: Terminal },
]);

async function end() {
  try {
    await signOut();
    reloadSignedOut();
  } catch (error) {
    showToast({ kind: 'error', text: text.signOutFailed(asApiError(error).message) });
  }
}

/**
 * The account menu, headed by the name of who is signed in.
 * @param {{ account: import('../../types').Account }} props
 */
export function AccountMenu({ account }) {
  return (
    <MenuContent align="end">
      <DropdownMenu.Label className="account-label">
        <bdi>{account.name}</bdi>
        {account.name === account.email ? null : <bdi className="hint">{account.email}</bdi>}
      </DropdownMenu.Label>
      <DropdownMenu.Separator className="menu-line" />
      {ITEMS.map(({ id, Icon }) => (
        <DropdownMenu.Item
          key={id}
          className="menu-item"
          // After the menu has returned the focus, so that the dialog can return it too.
          onSelect={() => setTimeout(() => useAccountOverlay.setState(id))}
        >
          <Icon aria-hidden="true" />
          {text[id]}
        </DropdownMenu.Item>
      ))}
      <DropdownMenu.Separator className="menu-line" />
      <DropdownMenu.Item className="menu-item" onSelect={() => void end()}>
        <LogOut aria-hidden="true" />
        {text.signOut}
      </DropdownMenu.Item>
    </MenuContent>
  );
}
