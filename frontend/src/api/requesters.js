import { BASE } from '../lib/place.js';
import { connect, read } from './connection.js';
import { nextCursor } from './linkHeader.js';

/** @typedef {{ signal?: AbortSignal }} RequestOptions */

const PAGE_SIZE = '10';

/**
 * @param {number} id
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Requester>}
 */
export async function getRequester(id, { signal } = {}) {
  return (await read({ path: `requesters/${id}/` }, signal)).data;
}

/**
 * Return the newest tickets of a requester, or those after a cursor.
 * @param {number} id
 * @param {RequestOptions & { cursor?: string | null }} [options]
 * @returns {Promise<{ tickets: import('../types').Ticket[], nextCursor: string | null }>}
 */
export async function getTicketsOf(id, { cursor = null, signal } = {}) {
  const params = new URLSearchParams({ requester: String(id), page_size: PAGE_SIZE });
  if (cursor) params.set('cursor', cursor);
  const { data, headers } = await read({ path: 'tickets/', params }, signal);
  return { tickets: data, nextCursor: nextCursor(headers.link) };
}

/**
 * Block a requester, so that all they submit is spam, or unblock them.
 * @param {number} id
 * @param {boolean} blocked
 * @returns {Promise<import('../types').Requester>}
 */
export async function setBlocked(id, blocked) {
  const http = await connect();
  return (await http.patch(`requesters/${id}/`, { blocked })).data;
}

/** @param {number} id */
export const exportUrl = (id) => `${BASE}api/requesters/${id}/export/`;
