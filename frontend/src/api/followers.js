import { connect } from './connection.js';

/** @typedef {import('../types').Agent} Agent */

/** @param {number} ticket */
const pathOf = (ticket) => `tickets/${ticket}/followers/`;

/**
 * Return who follows a ticket, those who ask first.
 * @param {number} ticket
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Agent[]>}
 */
export async function getFollowers(ticket, { signal } = {}) {
  const http = await connect();
  return (await http.get(pathOf(ticket), { signal, headers: { 'X-Background': '1' } })).data;
}

/**
 * Follow a ticket, and return who follows it then.
 * @param {number} ticket
 * @returns {Promise<Agent[]>}
 */
export async function followTicket(ticket) {
  const http = await connect();
  return (await http.put(pathOf(ticket), {})).data;
}

/** @param {number} ticket */
export async function unfollowTicket(ticket) {
  const http = await connect();
  await http.delete(pathOf(ticket));
}
