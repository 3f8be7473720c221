import { connect, read } from './connection.js';
import { errorCopy } from './copy.js';
import { ApiError } from './errors.js';
import { nextCursor } from './linkHeader.js';
import { timelineRequest } from './requests.js';

/** @typedef {import('../types').Message} Message */
/** @typedef {import('../types').PostedMessage} PostedMessage */
/** @typedef {{ signal?: AbortSignal }} RequestOptions */

const CONFLICT = 409;

/**
 * Return the newest messages and events of a ticket, or those before a cursor.
 * @param {number} id
 * @param {RequestOptions & { cursor?: string | null }} [options]
 * @returns {Promise<import('../types').TimelinePage>}
 */
export async function getTimeline(id, { cursor = null, signal } = {}) {
  const { data, headers } = await read(timelineRequest(id, cursor), signal);
  return { items: data, nextCursor: nextCursor(headers.link) };
}

/**
 * Send a message; it is not sent if somebody else has written to the requester meanwhile.
 * @param {number} ticket
 * @param {import('../types').NewMessage} message
 * @param {string} idempotencyKey
 * @returns {Promise<{ message: PostedMessage, newer: null } | { message: null, newer: Message[] }>}
 */
export async function sendMessage(ticket, message, idempotencyKey) {
  const http = await connect();
  const { status, data } = await http.post(`tickets/${ticket}/messages/`, message, {
    headers: { 'Idempotency-Key': idempotencyKey },
    validateStatus: (status) => (status >= 200 && status < 300) || status === CONFLICT,
  });
  if (status !== CONFLICT) return { message: data, newer: null };
  // Its ticket was moved to a folder.
  if (!data.newer) throw new ApiError('conflict', data.detail ?? errorCopy.conflict, { status });
  return { message: null, newer: data.newer };
}

/**
 * Take back a reply that has not left yet.
 * @param {number} id
 * @returns {Promise<Message>}
 */
export async function undoMessage(id) {
  const http = await connect();
  return (await http.post(`messages/${id}/undo/`)).data;
}

/**
 * Change a note, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {string} text
 * @param {number} version
 * @returns {Promise<PostedMessage>}
 */
export async function updateNote(id, text, version) {
  const headers = { 'If-Match': `"${version}"` };
  const http = await connect();
  return (await http.patch(`messages/${id}/`, { text }, { headers })).data;
}

/** @param {number} id */
export async function deleteNote(id) {
  const http = await connect();
  await http.delete(`messages/${id}/`);
}

/**
 * Return a text as it will look once it is sent.
 * @param {string} text
 * @param {RequestOptions} [options]
 * @returns {Promise<string>} sanitised HTML
 */
export async function renderMarkdown(text, { signal } = {}) {
  const http = await connect();
  return (await http.post('markdown/', { text }, { signal })).data.html;
}
