import { useLazyCode } from '../../ui/lazyCode.js';
import { useAccountOverlay } from './accountOverlay.js';
import { accountDialogs, auditTrail } from './lazy.js';
import {
  postponeSecondFactor,
  postponeSignIn,
  useSecondFactorDemand,
  useSessionEnd,
} from './sessionGuard.js';

const close = () => useAccountOverlay.setState(null);

/**
 * The account dialogs, signing in again when the session has ended, and the setup of a second factor
 * that has come to be required. Their code is loaded when one opens.
 */
export function AccountOverlays() {
  const shown = useAccountOverlay();
  const hasEnded = useSessionEnd() === 'asking';
  const isDemanded = useSecondFactorDemand() === 'asking';
  const code = useLazyCode(accountDialogs, shown !== null || hasEnded || isDemanded, () => {
    close();
    if (hasEnded) postponeSignIn();
    if (isDemanded) postponeSecondFactor();
  });
  const audit = useLazyCode(auditTrail, shown === 'audit', close);
  if (!code) return null;
  return (
    <>
      {shown === 'sign_in' ? <code.SignInDialog onClose={close} /> : null}
      {shown === 'absence' ? <code.AbsenceDialog onClose={close} /> : null}
      {shown === 'password' ? <code.PasswordDialog onClose={close} /> : null}
      {shown === 'security' ? <code.SecurityDialog onClose={close} /> : null}
      {shown === 'tokens' ? <code.TokensDialog onClose={close} /> : null}
      {shown === 'sessions' ? <code.SessionsDialog onClose={close} /> : null}
      {shown === 'audit' && audit ? <audit.AuditDialog onClose={close} /> : null}
      {isDemanded ? <code.SecondFactorDialog onPostpone={postponeSecondFactor} /> : null}
      {hasEnded ? <code.SignInDialog hasEnded onClose={postponeSignIn} /> : null}
    </>
  );
}
