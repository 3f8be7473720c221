import { connect } from '../../../api/connection.js';

/**
 * @typedef {import('../../../types').Absence} Absence
 * @typedef {import('../../../types').HandOver} HandOver
 * @typedef {import('../../../types').HandedOver} HandedOver
 */

/**
 * Until when the person who is signed in is away, their teams, and how many open tickets they have.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Absence>}
 */
export async function readAbsence({ signal } = {}) {
  const http = await connect();
  return (await http.get('absence/', { signal })).data;
}

/**
 * @param {{ away_until: string | null, hand_over: HandOver }} values
 * @returns {Promise<HandedOver>}
 */
export async function startAbsence(values) {
  const http = await connect();
  return (await http.put('absence/', values)).data;
}

/** @returns {Promise<void>} */
export async function endAbsence() {
  const http = await connect();
  await http.delete('absence/');
}
