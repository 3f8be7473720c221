import { read } from '../../api/connection.js';
import { askWithProof } from '../../domain/session/proof.js';

/** @typedef {import('../../types').ErasureReport} ErasureReport */

// An erasure works for so long before it answers and goes on with the next request.
const ERASE_TIMEOUT = 60_000;

/**
 * Return how much would go with a requester.
 * @param {number} id
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<ErasureReport>}
 */
export async function previewErasure(id, { signal } = {}) {
  return (await read({ path: `requesters/${id}/erase/` }, signal)).data;
}

/**
 * Erase a requester, or as much of theirs as the server can in one request.
 * @param {number} id
 * @param {string} confirm what they are called
 * @returns {Promise<ErasureReport & { complete: boolean }>}
 */
export const eraseRequester = (id, confirm) =>
  askWithProof('post', `requesters/${id}/erase/`, { confirm }, ERASE_TIMEOUT);
