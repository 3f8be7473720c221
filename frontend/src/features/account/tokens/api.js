import { connect } from '../../../api/connection.js';

/** @typedef {import('../../../types').ApiToken} ApiToken */

/**
 * The API tokens of the person who is signed in.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<ApiToken[]>}
 */
export async function listTokens({ signal } = {}) {
  const http = await connect();
  return (await http.get('tokens/', { signal })).data;
}

/**
 * @param {{ name: string, expires_in_days: number }} values
 * @returns {Promise<ApiToken & { token: string }>} with the token itself, this once
 */
export async function createToken(values) {
  const http = await connect();
  return (await http.post('tokens/', values)).data;
}

/** @param {string} id */
export async function revokeToken(id) {
  const http = await connect();
  await http.delete(`tokens/${id}/`);
}
