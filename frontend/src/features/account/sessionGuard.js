import { getAccount } from '../../api/account.js';
import { KEY } from '../../domain/session/signInRecord.js';
import { ACCOUNT } from '../../domain/session/keys.js';
import { lacksSecondFactor } from '../../domain/session/useAccess.js';
import { nameHere } from '../../lib/place.js';
import { forgetAllShownOnce, forgetOfOthers } from '../../lib/shownOnce.js';
import { storage } from '../../lib/storage.js';
import { createGate } from './createGate.js';
import { page } from './reloadPage.js';

/**
 * @typedef {import('@tanstack/react-query').QueryClient} QueryClient
 * @typedef {import('../../types').Account} Account
 */

const sessionGate = createGate();
const secondFactorGate = createGate();

/** Not null once the session has ended. */
export const useSessionEnd = sessionGate.useGate;

/** Not null once the server has asked for a second factor while somebody works. */
export const useSecondFactorDemand = secondFactorGate.useGate;

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
  const before = known(client);
  // What was told to a stranger here, or to another person, is not for this one.
  forgetOfOthers(account.id);
  if (before && before.id !== account.id) {
    page.reload();
    return;
  }
  // Who is at work keeps the page, over which the setup of the second factor opens.
  const staysAtWork = before && !lacksSecondFactor(before) && lacksSecondFactor(account);
  client.setQueryData(ACCOUNT, staysAtWork ? before : account);
  sessionGate.open();
  if (!lacksSecondFactor(account)) secondFactorGate.open();
  void client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
}

/**
 * Reload after signing out, so that no data of the person stays but what they have typed and not sent:
 * that is theirs when they come back, and is shown to nobody else.
 */
export function reloadSignedOut() {
  storage.remove(KEY);
  forgetAllShownOnce();
  page.reload();
}

/** Continue without a session: the requests that wait for one fail. */
export const postponeSignIn = sessionGate.postpone;

/** Continue without a second factor: the requests that wait for one fail. */
export const postponeSecondFactor = secondFactorGate.postpone;

/** Reset the state, for tests. */
export function resetSession() {
  sessionGate.reset();
  secondFactorGate.reset();
}

/** @param {QueryClient} client */
const known = (client) => /** @type {Account | null | undefined} */ (client.getQueryData(ACCOUNT));

/**
 * Hold a request that was refused because nobody is signed in, until the person is again.
 * @param {QueryClient} client
 * @param {{ isChange: boolean }} reason
 * @returns {Promise<boolean>} whether to send it again
 */
export async function holdSignedOut(client, reason) {
  return known(client) ? sessionGate.hold(reason) : false;
}

/**
 * Hold a request that was refused because the person lacks a second factor, until they have one.
 * Whoever is known to lack it sees nothing but its setup anyway.
 * @param {QueryClient} client
 * @param {{ isChange: boolean }} reason
 * @returns {Promise<boolean>} whether to send it again
 */
export async function holdForSecondFactor(client, reason) {
  const account = known(client);
  return account && !lacksSecondFactor(account) ? secondFactorGate.hold(reason) : false;
}

/**
 * Follow those who sign in or out in another tab.
 * @param {QueryClient} client
 * @returns {() => void} a function that stops it
 */
export function followOtherTabs(client) {
  /** @param {StorageEvent} event */
  async function follow({ key, newValue }) {
    if (key !== nameHere(KEY)) return;
    if (newValue === null) {
      if (known(client)) reloadSignedOut();
      return;
    }
    const account = await getAccount().catch(() => null);
    if (account) continueAs(client, account);
  }
  window.addEventListener('storage', follow);
  return () => window.removeEventListener('storage', follow);
}
