import { asApiError } from '../../api/errors.js';
import { showToast } from '../../ui/toasts/toastStore.js';
import { signOut } from './api.js';
import { accountCopy } from './copy.js';
import { reloadSignedOut } from './sessionGuard.js';

/** Sign out, and say so if that fails. */
export async function signOutHere() {
  try {
    await signOut();
    reloadSignedOut();
  } catch (error) {
    const text = accountCopy.menu.signOutFailed(asApiError(error).message);
    showToast({ kind: 'error', text });
  }
}
