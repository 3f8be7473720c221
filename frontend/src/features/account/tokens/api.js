import { connect } from '../../../api/connection.js';
import { askWithProof } from '../../../domain/session/proof.js';

/**
 * @typedef {import('../../../types').ApiToken} ApiToken
 * @typedef {import('../../../types').TokenScope} TokenScope
 */

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
 * @param {{ name: string, scope: TokenScope, expires_in_days: number }} values
 * @returns {Promise<ApiToken & { token: string }>} with the token itself, this once
 */
export const createToken = (values) => askWithProof('post', 'tokens/', values);

/** @param {string} id @returns {Promise<void>} */
export const revokeToken = (id) => askWithProof('delete', `tokens/${id}/`);

/** @returns {Promise<void>} */
export const revokeAllTokens = () => askWithProof('delete', 'tokens/');
