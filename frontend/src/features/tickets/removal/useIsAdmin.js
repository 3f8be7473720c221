import { useAccount } from '../../../domain/session/useAccess.js';

/** Return whether an admin is signed in, who alone erases. */
export function useIsAdmin() {
  return Boolean(useAccount()?.is_admin);
}
