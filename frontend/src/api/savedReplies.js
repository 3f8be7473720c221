import { connect } from './connection.js';

/**
 * @typedef {import('../types').NewMessage['then']} TicketValues
 *
 * @typedef {object} SavedReply
 * @property {number} id
 * @property {string} name
 * @property {string} [shortcut]
 * @property {string} text
 * @property {NonNullable<TicketValues>} set values that a ticket gets with it
 * @property {boolean} shared
 * @property {number} version
 *
 * @typedef {object} FilledReply a saved reply with its variables filled in
 * @property {string} text
 * @property {string} html
 * @property {NonNullable<TicketValues>} set
 */

/**
 * Return the saved replies with a text in their name or shortcut, by name.
 * @param {{ search?: string, signal?: AbortSignal }} [options]
 * @returns {Promise<SavedReply[]>}
 */
export async function listSavedReplies({ search, signal } = {}) {
  const http = await connect();
  return (await http.get('saved-replies/', { params: { search: search || undefined }, signal }))
    .data;
}

/**
 * Return a saved reply as it reads for a ticket.
 * @param {number} id
 * @param {number} ticketId
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<FilledReply>}
 */
export async function previewSavedReply(id, ticketId, { signal } = {}) {
  const http = await connect();
  const params = { ticket: ticketId };
  return (await http.get(`saved-replies/${id}/preview/`, { params, signal })).data;
}
