import { connect } from '../../../api/connection.js';
import { askWithProof } from '../../../domain/session/proof.js';

/** @typedef {import('../../../types').DeviceSession} DeviceSession */

/**
 * The sessions of the person who is signed in.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<DeviceSession[]>}
 */
export async function listSessions({ signal } = {}) {
  const http = await connect();
  return (await http.get('sessions/', { signal })).data;
}

/** @param {DeviceSession['id']} id @returns {Promise<void>} */
export const endSession = (id) => askWithProof('delete', `sessions/${id}/`);

/** @returns {Promise<void>} */
export const endOtherSessions = () => askWithProof('delete', 'sessions/');
