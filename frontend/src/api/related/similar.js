import { read } from '../connection.js';

/**
 * Return tickets like one.
 * @param {number} ticket
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<import('../../types').Similar>}
 */
export async function getSimilar(ticket, { signal } = {}) {
  const headers = { 'X-Background': '1' };
  return (await read({ path: `tickets/${ticket}/similar/`, headers }, signal)).data;
}
