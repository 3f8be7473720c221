import { nextCursor } from '../lib/linkHeader.js';
import { connect } from './connection.js';

/** @typedef {import('../types').Ticket} Ticket */
/** @typedef {{ signal?: AbortSignal }} RequestOptions */

// The server gives the language model 8 seconds; beyond this nobody waits for a suggestion.
const CLASSIFY_TIMEOUT = 12_000;

/**
 * @param {import('../types').TicketFilters} filters
 * @param {string | null} cursor
 */
function listParameters(filters, cursor) {
  const parameters = new URLSearchParams();
  for (const field of /** @type {const} */ (['status', 'priority', 'category'])) {
    filters[field].forEach((value) => parameters.append(field, value));
  }
  if (filters.search) parameters.set('search', filters.search);
  parameters.set('ordering', filters.ordering);
  if (cursor) parameters.set('cursor', cursor);
  return parameters;
}

/**
 * One page of tickets, with the way to the next.
 * @param {import('../types').TicketFilters} filters
 * @param {RequestOptions & { cursor?: string | null }} [options]
 * @returns {Promise<import('../types').TicketPage>}
 */
export async function listTickets(filters, { cursor = null, signal } = {}) {
  const http = await connect();
  const { data, headers } = await http.get('tickets/', {
    params: listParameters(filters, cursor),
    signal,
  });
  return {
    tickets: data,
    nextCursor: nextCursor(headers.link),
    total: {
      count: Number(headers['x-total-count'] ?? data.length),
      exact: headers['x-total-relation'] !== 'gte',
    },
  };
}

/**
 * @param {number} id
 * @param {RequestOptions} [options]
 * @returns {Promise<Ticket>}
 */
export async function getTicket(id, { signal } = {}) {
  const http = await connect();
  return (await http.get(`tickets/${id}/`, { signal })).data;
}

/**
 * @param {import('../types').NewTicket} ticket
 * @param {string} idempotencyKey
 * @returns {Promise<Ticket>}
 */
export async function createTicket(ticket, idempotencyKey) {
  const headers = { 'Idempotency-Key': idempotencyKey };
  const http = await connect();
  return (await http.post('tickets/', ticket, { headers })).data;
}

/**
 * @param {number} id
 * @param {import('../types').TicketChanges} changes
 * @returns {Promise<Ticket>}
 */
export async function updateTicket(id, changes) {
  const http = await connect();
  return (await http.patch(`tickets/${id}/`, changes)).data;
}

/**
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Stats>}
 */
export async function getStats({ signal } = {}) {
  const http = await connect();
  return (await http.get('tickets/stats/', { signal })).data;
}

/**
 * @param {string} description
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Suggestion>}
 */
export async function classify(description, { signal } = {}) {
  const options = { signal, timeout: CLASSIFY_TIMEOUT };
  const http = await connect();
  return (await http.post('tickets/classify/', { description }, options)).data;
}
