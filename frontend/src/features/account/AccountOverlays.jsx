import { useLazyCode } from '../../ui/lazyCode.js';
import { useAccountOverlay } from './accountOverlay.js';
import { accountDialogs } from './lazy.js';
import { postponeSignIn, useSessionEnd } from './sessionGuard.js';

const close = () => useAccountOverlay.setState(null);

/**
 * The account dialogs, and signing in again when the session has ended. Their code is loaded when
 * one opens.
 */
export function AccountOverlays() {
  const shown = useAccountOverlay();
  const hasEnded = useSessionEnd() === 'asking';
  const code = useLazyCode(accountDialogs, shown !== null || hasEnded, () => {
    close();
    if (hasEnded) postponeSignIn();
  });
  if (!code) return null;
  return (
    <>
      {shown === 'sign_in' ? <code.SignInDialog onClose={close} /> : null}
      {shown === 'password' ? <code.PasswordDialog onClose={close} /> : null}
      {shown === 'security' ? <code.SecurityDialog onClose={close} /> : null}
      {shown === 'tokens' ? <code.TokensDialog onClose={close} /> : null}
      {hasEnded ? <code.SignInDialog hasEnded onClose={postponeSignIn} /> : null}
    </>
  );
}
