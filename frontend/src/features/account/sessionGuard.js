import { create } from 'zustand';

import { getAccount } from '../../api/account.js';
import { signedOut } from '../../api/pausedRequests.js';
import { ACCOUNT, KEY } from '../../domain/session/useAccess.js';
import { storage } from '../../lib/storage.js';
import { page } from './reloadPage.js';

/**
 * @typedef {import('@tanstack/react-query').QueryClient} QueryClient
 * @typedef {import('../../types').Account} Account
 */

/**
 * Null, or that the session has ended: `asking` while the sign-in dialog is open, `postponed` once
 * it was closed.
 */
export const useSessionEnd = create(() => /** @type {'asking' | 'postponed' | null} */ (null));

/** @type {((isSignedIn: boolean) => void)[]} */
let waiting = [];

/** @param {boolean} isSignedIn */
function resumeRequests(isSignedIn) {
  const held = waiting;
  waiting = [];
  held.forEach((resolve) => resolve(isSignedIn));
}

/**
 * Store that somebody has signed in, for the other tabs of this browser.
 * @param {Account['id'] | 'elsewhere'} id
 */
export function recordSignIn(id) {
  storage.write(KEY, `${id} ${Date.now()}`);
}

/**
 * Continue as the person who has just signed in. For another person than before the page reloads:
 * nothing loaded for the one before may stay.
 * @param {QueryClient} client
 * @param {Account} account
 */
export function continueAs(client, account) {
  const before = /** @type {Account | null | undefined} */ (client.getQueryData(ACCOUNT));
  if (before && before.id !== account.id) {
    page.reload();
    return;
  }
  client.setQueryData(ACCOUNT, account);
  useSessionEnd.setState(null);
  resumeRequests(true);
  void client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
}

/** Reload after signing out, so that no data of the person stays. */
export function reloadSignedOut() {
  storage.remove(KEY);
  page.reload();
}

/** Continue without a session: the requests that wait for one fail. */
export function postponeSignIn() {
  useSessionEnd.setState('postponed');
  resumeRequests(false);
}

/** Reset the state, for tests. */
export function resetSession() {
  useSessionEnd.setState(null);
  waiting = [];
}

/**
 * Watch for the end of the session, and for signing in or out in another tab.
 * @param {QueryClient} client
 * @returns {() => void} a function that stops watching
 */
export function watchSession(client) {
  const isSignedIn = () => Boolean(client.getQueryData(ACCOUNT));

  const stopPausing = signedOut.onPaused(({ isChange }) => {
    // After a postponed sign-in only a change asks again, never a background refresh.
    const isUnwanted = useSessionEnd.getState() === 'postponed' && !isChange;
    if (!isSignedIn() || isUnwanted) return Promise.resolve(false);
    useSessionEnd.setState('asking');
    return new Promise((resolve) => waiting.push(resolve));
  });

  /** @param {StorageEvent} event */
  async function follow({ key, newValue }) {
    if (key !== KEY) return;
    if (newValue === null) {
      if (isSignedIn()) page.reload();
      return;
    }
    const account = await getAccount().catch(() => null);
    if (account) continueAs(client, account);
  }
  window.addEventListener('storage', follow);
  return () => {
    stopPausing();
    window.removeEventListener('storage', follow);
  };
}
