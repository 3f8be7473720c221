import { connect } from './connection.js';

/** @typedef {{ signal?: AbortSignal }} RequestOptions */

/**
 * Return agents with a text in their name.
 * @param {string} search
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Agent[]>}
 */
export async function findAgents(search, { signal } = {}) {
  const http = await connect();
  return (await http.get('agents/', { params: { search: search || undefined }, signal })).data;
}

/**
 * Return the newest tickets that a search finds, by number or words.
 * @param {string} search
 * @param {number} limit
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Ticket[]>}
 */
export async function findTickets(search, limit, { signal } = {}) {
  const http = await connect();
  const params = { search: search || undefined, page_size: limit };
  return (await http.get('tickets/', { params, signal })).data;
}

/**
 * Return the first tags with a text in their names: those that begin with it, then others, by name.
 * @param {string} search
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Tag[]>}
 */
export async function findTags(search, { signal } = {}) {
  const http = await connect();
  return (await http.get('tags/', { params: { search: search || undefined }, signal })).data;
}
