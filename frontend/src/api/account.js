import { connect } from './connection.js';

/** @typedef {import('../types').Account} Account */

const UNAUTHORIZED = 401;

/**
 * Return who is signed in, or null for nobody. Unlike elsewhere, a 401 here does not mean that a
 * session has ended.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Account | null>}
 */
export async function getAccount({ signal } = {}) {
  const http = await connect();
  const { status, data } = await http.get('account/', {
    signal,
    validateStatus: (code) => code === UNAUTHORIZED || (code >= 200 && code < 300),
  });
  return status === UNAUTHORIZED ? null : data;
}
