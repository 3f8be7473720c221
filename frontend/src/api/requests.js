import { connect } from './connection.js';
import { errorCopy } from './copy.js';
import { ApiError } from './errors.js';
import { isToken } from './privateLink.js';

/** @typedef {{ signal?: AbortSignal }} RequestOptions */

/**
 * The public side of a ticket.
 * @param {string} token
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').PublicTicket>}
 */
export async function getRequest(token, { signal } = {}) {
  if (!isToken(token)) throw new ApiError('not_found', errorCopy.not_found);
  const http = await connect();
  return (await http.get(`requests/${token}/`, { signal })).data;
}

/**
 * What agents may know of a ticket's private link.
 * @param {number} id
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').RequestLink>}
 */
export async function getLink(id, { signal } = {}) {
  const http = await connect();
  return (await http.get(`tickets/${id}/link/`, { signal })).data;
}

/**
 * @param {number} id
 * @returns {Promise<import('../types').RequestLink & { request_token: string }>}
 */
export async function makeLink(id) {
  const http = await connect();
  return (await http.post(`tickets/${id}/link/`)).data;
}

/** @param {number} id */
export async function revokeLink(id) {
  const http = await connect();
  await http.delete(`tickets/${id}/link/`);
}
