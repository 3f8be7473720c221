import { connect, read } from './connection.js';
import { errorCopy } from './copy.js';
import { ApiError } from './errors.js';
import { nextCursor } from './linkHeader.js';
import { takeArrived } from './prefetch.js';
import { isToken } from './privateLinkUrl.js';
import { publicMessagesRequest } from './requests.js';

/** @typedef {import('../types').PublicMessages} PublicMessages */

/**
 * Return the newest messages of a ticket, or those before a cursor, as its requester may see them.
 * @param {string} token
 * @param {{ cursor?: string | null, signal?: AbortSignal }} [options]
 * @returns {Promise<PublicMessages>}
 */
export async function getPublicMessages(token, { cursor = null, signal } = {}) {
  if (!isToken(token)) throw new ApiError('not_found', errorCopy.not_found);
  return messagesIn(await read(publicMessagesRequest(token, cursor), signal));
}

/**
 * Return the newest messages if the page has fetched them ahead.
 * @param {string} token
 */
export function arrivedPublicMessages(token) {
  const answer = takeArrived(publicMessagesRequest(token));
  return answer && messagesIn(answer);
}

/**
 * @param {import('./prefetch.js').Answer} answer
 * @returns {PublicMessages}
 */
const messagesIn = ({ data, headers }) => ({
  messages: data,
  earlierCursor: nextCursor(headers.link),
});

/**
 * @param {string} token
 * @param {string} text
 * @param {string} idempotencyKey
 * @returns {Promise<import('../types').SentPublicMessage>}
 */
export async function sendPublicMessage(token, text, idempotencyKey) {
  const headers = { 'Idempotency-Key': idempotencyKey };
  const http = await connect();
  return (await http.post(`requests/${token}/messages/`, { text }, { headers })).data;
}

/**
 * Say of a ticket that it is solved, or that it is not.
 * @param {string} token
 * @param {'open' | 'resolved'} status
 * @returns {Promise<import('../types').PublicTicket>}
 */
export async function changePublicStatus(token, status) {
  const http = await connect();
  return (await http.patch(`requests/${token}/`, { status })).data;
}
