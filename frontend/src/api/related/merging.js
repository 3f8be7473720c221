import { connect, read } from '../connection.js';

/** @typedef {{ signal?: AbortSignal }} RequestOptions */

/**
 * Return the tickets beside one: merged with it, or linked.
 * @param {number} id
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../../types').TicketLinks>}
 */
export async function getTicketLinks(id, { signal } = {}) {
  return (await read({ path: `tickets/${id}/links/` }, signal)).data;
}

/**
 * @param {number} id
 * @param {number} into
 * @returns {Promise<import('../../types').Merged>}
 */
export async function mergeTicket(id, into) {
  const http = await connect();
  return (await http.post(`tickets/${id}/merge/`, { into })).data;
}

/**
 * @param {number} id
 * @returns {Promise<import('../../types').Unmerged>}
 */
export async function unmergeTicket(id) {
  const http = await connect();
  return (await http.post(`tickets/${id}/unmerge/`)).data;
}

/**
 * @param {number} id
 * @param {number} ticket
 * @returns {Promise<import('../../types').TicketLinks>}
 */
export async function linkTicket(id, ticket) {
  const http = await connect();
  return (await http.post(`tickets/${id}/links/`, { ticket })).data;
}

/**
 * @param {number} id
 * @param {number} ticket
 */
export async function unlinkTicket(id, ticket) {
  const http = await connect();
  await http.delete(`tickets/${id}/links/${ticket}/`);
}

/**
 * Move a message to another ticket, or into a new one.
 * @param {number} message
 * @param {number | 'new'} to
 * @param {string} [title]
 * @returns {Promise<import('../../types').Moved>}
 */
export async function moveMessage(message, to, title = '') {
  const http = await connect();
  return (await http.post(`messages/${message}/move/`, { to, title })).data;
}

/**
 * Delete a ticket unless it has changed since that version.
 * @param {number} id
 * @param {number} version
 */
export async function deleteUnchanged(id, version) {
  const http = await connect();
  await http.delete(`tickets/${id}/`, { headers: { 'If-Match': `"${version}"` } });
}
