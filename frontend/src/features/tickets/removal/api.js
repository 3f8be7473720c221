import { connect } from '../../../api/connection.js';

// Hundreds of tickets with all that was written in them.
const ERASE_TIMEOUT = 60_000;

/** The most tickets that one request erases by their ids; the server has the same limit. */
export const ERASE_MAX = 500;

/**
 * Erase tickets that are spam or in the bin, some with each request.
 * @param {{ ids: number[] } | { folder: import('../../../types').Folder }} target
 * @returns {Promise<{ erased: number, more: boolean }>}
 */
export async function eraseTickets(target) {
  const http = await connect();
  return (await http.post('tickets/erase/', target, { timeout: ERASE_TIMEOUT })).data;
}
