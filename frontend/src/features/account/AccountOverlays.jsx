import { useSyncExternalStore } from 'react';

import { useLazyCode } from '../../ui/lazyCode.js';
import { accountOverlay } from './accountOverlay.js';
import { accountDialogs } from './lazy.js';
import { putOff, sessionEnd } from './sessionGuard.js';

const close = () => accountOverlay.set(null);

/** What of the account lies over the page; its code comes when it is asked for. */
export function AccountOverlays() {
  const shown = useSyncExternalStore(accountOverlay.subscribe, accountOverlay.get);
  const hasEnded = useSyncExternalStore(sessionEnd.subscribe, () => sessionEnd.get() === 'asking');
  const code = useLazyCode(accountDialogs, shown !== null || hasEnded, () => {
    close();
    if (hasEnded) putOff();
  });
  if (!code) return null;
  return (
    <>
      {shown === 'sign_in' ? <code.SignInDialog onClose={close} /> : null}
      {shown === 'password' ? <code.PasswordDialog onClose={close} /> : null}
      {shown === 'security' ? <code.SecurityDialog onClose={close} /> : null}
      {shown === 'tokens' ? <code.TokensDialog onClose={close} /> : null}
      {hasEnded ? <code.SignInDialog hasEnded onClose={putOff} /> : null}
    </>
  );
}
