import { useStore } from 'zustand';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { unreadMark } from '../lazy.js';

/**
 * Return the component that marks unread tickets: null until its code is there, and where nobody is
 * signed in, for then nobody has read anything.
 */
export function useUnreadMark() {
  const isSignedIn = (useAccountId() ?? null) !== null;
  const code = useStore(unreadMark.store);
  return isSignedIn ? (code?.UnreadMark ?? null) : null;
}
