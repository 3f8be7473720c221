import CircleUserRound from 'lucide-react/icons/circle-user-round';
import { useRef, useState } from 'react';

import { sessionCopy } from '../../domain/session/copy.js';
import { useAccount } from '../../domain/session/useAccess.js';
import { useLazyCode } from '../../ui/lazyCode.js';
import { useAccountOverlay } from './accountOverlay.js';
import { accountDialogs } from './lazy.js';
import { useSessionEnd } from './sessionGuard.js';

/** The button that opens the account menu, or signing in if nobody is signed in. */
export function AccountButton() {
  const account = useAccount();
  const end = useSessionEnd();
  const [isOpen, setIsOpen] = useState(false);
  const code = useLazyCode(accountDialogs, isOpen, () => setIsOpen(false));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const isSignedIn = Boolean(account) && end === null;
  const wasOpen = useRef(false);

  function signIn() {
    if (end) useSessionEnd.setState('asking');
    else useAccountOverlay.setState('sign_in');
  }

  const name = account && isSignedIn ? sessionCopy.menu(account.name) : sessionCopy.signIn;
  return (
    <span className="pick account-pick">
      <button
        type="button"
        className="icon-button account-button"
        id="account-button"
        ref={button}
        aria-label={name}
        title={name}
        aria-haspopup={isSignedIn ? 'menu' : 'dialog'}
        aria-expanded={isSignedIn ? isOpen : undefined}
        onPointerEnter={accountDialogs.preload}
        onFocus={accountDialogs.preload}
        onPointerDown={() => {
          wasOpen.current = isOpen;
        }}
        onClick={(event) => {
          if (!isSignedIn) signIn();
          else setIsOpen(event.detail === 0 ? !isOpen : !wasOpen.current);
        }}
      >
        <CircleUserRound aria-hidden="true" data-signed-in={isSignedIn || undefined} />
      </button>
      {isOpen && isSignedIn && account && code ? (
        <code.OpenMenu button={button} onClose={() => setIsOpen(false)}>
          <code.AccountMenu account={account} />
        </code.OpenMenu>
      ) : null}
    </span>
  );
}
