import { read } from './connection.js';
import { takeArrived } from './prefetch.js';
import { ACCOUNT_REQUEST } from './requests.js';

/** @typedef {import('../types').Account} Account */

/**
 * Return who is signed in, or null for nobody.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Account | null>}
 */
export async function getAccount({ signal } = {}) {
  return accountOf(await read(ACCOUNT_REQUEST, signal));
}

/** Return who is signed in if the page has asked ahead. */
export function arrivedAccount() {
  const answer = takeArrived(ACCOUNT_REQUEST);
  return answer && accountOf(answer);
}

/**
 * @param {import('./prefetch.js').Answer} answer
 * @returns {Account | null}
 */
const accountOf = ({ status, data }) => (status === ACCOUNT_REQUEST.accepted ? null : data);
