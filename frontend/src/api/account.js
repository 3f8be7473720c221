import { connect } from './connection.js';

/** @typedef {import('../types').Account} Account */

const UNAUTHORIZED = 401;

/**
 * Who is signed in, or null. Nobody's being signed in is an answer here, and no session's end.
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
