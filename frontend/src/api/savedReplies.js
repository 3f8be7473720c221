import { connect } from './connection.js';
import { nextCursor } from './linkHeader.js';

/**
 * @typedef {import('../types').SavedReply} SavedReply
 * @typedef {import('../types').SavedReplyValues} SavedReplyValues
 * @typedef {import('../types').FilledReply} FilledReply
 * @typedef {{ signal?: AbortSignal }} RequestOptions
 */

/**
 * Return the first page of the saved replies with words in their name, shortcut or text, by name.
 * @param {RequestOptions & { search?: string }} [options]
 * @returns {Promise<SavedReply[]>}
 */
export const listSavedReplies = async (options) => (await listSavedRepliesPage(options)).replies;

/**
 * Return a page of them, and the cursor of the next one.
 * @param {RequestOptions & { search?: string, cursor?: string | null }} [options]
 * @returns {Promise<{ replies: SavedReply[], nextCursor: string | null }>}
 */
export async function listSavedRepliesPage({ search, cursor, signal } = {}) {
  const http = await connect();
  const params = { search: search || undefined, cursor: cursor ?? undefined };
  const { data, headers } = await http.get('saved-replies/', { params, signal });
  return { replies: data, nextCursor: nextCursor(headers.link) };
}

/**
 * Return a saved reply as it reads for a ticket.
 * @param {number} id
 * @param {number} ticketId
 * @param {RequestOptions} [options]
 * @returns {Promise<FilledReply>}
 */
export async function previewSavedReply(id, ticketId, { signal } = {}) {
  const http = await connect();
  const params = { ticket: ticketId };
  return (await http.get(`saved-replies/${id}/preview/`, { params, signal })).data;
}

/**
 * @param {number} id
 * @param {RequestOptions} [options]
 * @returns {Promise<SavedReply>}
 */
export async function getSavedReply(id, { signal } = {}) {
  const http = await connect();
  return (await http.get(`saved-replies/${id}/`, { signal })).data;
}

/**
 * @param {SavedReplyValues} values
 * @returns {Promise<SavedReply>}
 */
export async function createSavedReply(values) {
  const http = await connect();
  return (await http.post('saved-replies/', values)).data;
}

/**
 * Change a saved reply, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {Partial<SavedReplyValues>} values
 * @param {number} version
 * @returns {Promise<SavedReply>}
 */
export async function updateSavedReply(id, values, version) {
  const headers = { 'If-Match': `"${version}"` };
  const http = await connect();
  return (await http.patch(`saved-replies/${id}/`, values, { headers })).data;
}

/**
 * Delete a saved reply, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {number} version
 */
export async function deleteSavedReply(id, version) {
  const headers = { 'If-Match': `"${version}"` };
  const http = await connect();
  await http.delete(`saved-replies/${id}/`, { headers });
}
