import { connect, read } from './connection.js';
import { errorCopy } from './copy.js';
import { ApiError } from './errors.js';
import { takeArrived } from './prefetch.js';
import { isToken } from './privateLinkUrl.js';
import { publicTicketRequest } from './requests.js';

/** @typedef {{ signal?: AbortSignal }} RequestOptions */

/**
 * Return the public part of a ticket.
 * @param {string} token
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').PublicTicket>}
 */
export async function getPublicTicket(token, { signal } = {}) {
  if (!isToken(token)) throw new ApiError('not_found', errorCopy.not_found);
  return (await read(publicTicketRequest(token), signal)).data;
}

/**
 * Return the public part of a ticket if the page has fetched it ahead.
 * @param {string} token
 * @returns {import('../types').PublicTicket | undefined}
 */
export const arrivedPublicTicket = (token) => takeArrived(publicTicketRequest(token))?.data;

/**
 * Return the state of a ticket's private link, without its token.
 * @param {number} id
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').PrivateLink>}
 */
export async function getPrivateLink(id, { signal } = {}) {
  const http = await connect();
  return (await http.get(`tickets/${id}/link/`, { signal })).data;
}

/**
 * @param {number} id
 * @returns {Promise<import('../types').PrivateLink & { request_token: string }>}
 */
export async function createPrivateLink(id) {
  const http = await connect();
  return (await http.post(`tickets/${id}/link/`)).data;
}

/** @param {number} id */
export async function revokePrivateLink(id) {
  const http = await connect();
  await http.delete(`tickets/${id}/link/`);
}
