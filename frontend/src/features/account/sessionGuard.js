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

/** Whether the session has ended, and if so, whether the person is asked or has put that off. */
export const useSessionEnd = create(() => /** @type {'asking' | 'put off' | null} */ (null));

/** @type {((isSignedIn: boolean) => void)[]} */
let waiting = [];

/** @param {boolean} isSignedIn */
function letGo(isSignedIn) {
  const held = waiting;
  waiting = [];
  held.forEach((resolve) => resolve(isSignedIn));
}

/**
 * Remembers that somebody signed in, which this browser's other tabs notice.
 * @param {Account['id'] | 'elsewhere'} id
 */
export function noteSignIn(id) {
  storage.write(KEY, `${id} ${Date.now()}`);
}

/**
 * Goes on as somebody who has signed in just now. Another person starts over: nothing that was
 * loaded or done for the one before may be left.
 * @param {QueryClient} client
 * @param {Account} account
 */
export function enter(client, account) {
  const before = /** @type {Account | null | undefined} */ (client.getQueryData(ACCOUNT));
  if (before && before.id !== account.id) {
    page.reload();
    return;
  }
  client.setQueryData(ACCOUNT, account);
  useSessionEnd.setState(null);
  letGo(true);
  void client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
}

/** Leaves nothing behind of somebody who has signed out. */
export function leave() {
  storage.remove(KEY);
  page.reload();
}

/** Goes on without a session: what waits for one fails. */
export function putOff() {
  useSessionEnd.setState('put off');
  letGo(false);
}

/** For a fresh start. */
export function resetSession() {
  useSessionEnd.setState(null);
  waiting = [];
}

/**
 * Notices that the session has ended, or what happened to it in another tab.
 * @param {QueryClient} client
 * @returns {() => void} what ends it
 */
export function watchSession(client) {
  const isSignedIn = () => Boolean(client.getQueryData(ACCOUNT));

  const stopPausing = signedOut.onPaused(({ isChange }) => {
    // Who has put it off is asked again over something they do, never over a look at what is new.
    const isUnwanted = useSessionEnd.getState() === 'put off' && !isChange;
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
    if (account) enter(client, account);
  }
  window.addEventListener('storage', follow);
  return () => {
    stopPausing();
    window.removeEventListener('storage', follow);
  };
}
