import { connect } from './connection.js';
import { nextCursor } from './linkHeader.js';
import { TRIAGE_FIELDS } from './vocabulary.js';

/** @typedef {import('../types').Ticket} Ticket */
/** @typedef {{ signal?: AbortSignal }} RequestOptions */

// The server gives the language model 8 seconds; beyond this a suggestion is given up.
const CLASSIFY_TIMEOUT = 12_000;

// Somebody who scrolls on wants more at a time.
const LATER_PAGE_SIZE = 100;

const NOT_MODIFIED = 304;

// For what a page asks again on its own: it does not keep the session of who left the screen alive.
const BACKGROUND = { 'X-Background': '1' };

/** @param {Pick<import('../types').TicketFilters, 'created_within' | 'resolved_within' | 'search'>} filters */
function countParameters({ created_within, resolved_within, search }) {
  const parameters = new URLSearchParams();
  if (created_within) parameters.set('created_within', String(created_within));
  if (resolved_within) parameters.set('resolved_within', String(resolved_within));
  if (search) parameters.set('search', search);
  return parameters;
}

/**
 * @param {import('../types').ListParams} params
 * @param {string | null} cursor
 */
function listParameters(params, cursor) {
  const parameters = countParameters(params);
  for (const field of TRIAGE_FIELDS) {
    params[field].forEach((value) => parameters.append(field, value));
  }
  parameters.set('ordering', params.ordering);
  if (cursor) {
    parameters.set('cursor', cursor);
    parameters.set('page_size', String(LATER_PAGE_SIZE));
  }
  return parameters;
}

/**
 * Return one page of tickets, with the cursor of the next.
 * @param {import('../types').ListParams} params
 * @param {RequestOptions & { cursor?: string | null }} [options]
 * @returns {Promise<import('../types').TicketPage>}
 */
export async function listTickets(params, { cursor = null, signal } = {}) {
  const http = await connect();
  const { data, headers } = await http.get('tickets/', {
    params: listParameters(params, cursor),
    signal,
  });
  return {
    tickets: data,
    loaded: data,
    etag: headers.etag ?? null,
    nextCursor: nextCursor(headers.link),
    total: {
      count: Number(headers['x-total-count'] ?? data.length),
      exact: headers['x-total-relation'] !== 'gte',
    },
  };
}

/**
 * Return the newest matching tickets, or null if nothing has changed since the answer with that
 * ETag.
 * @param {import('../types').TicketFilters} filters
 * @param {string | null} etag
 * @param {RequestOptions} [options]
 * @returns {Promise<{ tickets: Ticket[], etag: string | null } | null>}
 */
export async function newestTickets(filters, etag, { signal } = {}) {
  const http = await connect();
  const { status, data, headers } = await http.get('tickets/', {
    params: listParameters({ ...filters, ordering: '-created_at' }, null),
    headers: { ...BACKGROUND, ...(etag && { 'If-None-Match': etag }) },
    validateStatus: (code) => code === NOT_MODIFIED || (code >= 200 && code < 300),
    signal,
  });
  return status === NOT_MODIFIED ? null : { tickets: data, etag: headers.etag ?? null };
}

/**
 * Return the number of tickets for each combination of status, priority and category.
 * @param {Pick<import('../types').TicketFilters, 'created_within' | 'resolved_within' | 'search'>} filters
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Counts>}
 */
export async function getCounts(filters, { signal } = {}) {
  const http = await connect();
  const options = { params: countParameters(filters), headers: BACKGROUND, signal };
  return (await http.get('tickets/counts/', options)).data;
}

/**
 * Change many tickets at once.
 * @param {import('../types').BulkOperation[]} operations
 * @returns {Promise<import('../types').BulkResult>}
 */
export async function changeTickets(operations) {
  const http = await connect();
  return (await http.post('tickets/bulk/', { operations })).data;
}

/** @param {number} id */
export async function deleteTicket(id) {
  const http = await connect();
  await http.delete(`tickets/${id}/`);
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
 * @returns {Promise<import('../types').SentTicket>}
 */
export async function createTicket(ticket, idempotencyKey) {
  const headers = { 'Idempotency-Key': idempotencyKey };
  const http = await connect();
  return (await http.post('tickets/', ticket, { headers })).data;
}

/**
 * Change a ticket, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {import('../types').TicketChanges} changes
 * @param {number} version
 * @returns {Promise<Ticket>}
 */
export async function updateTicket(id, changes, version) {
  const headers = { 'If-Match': `"${version}"` };
  const http = await connect();
  return (await http.patch(`tickets/${id}/`, changes, { headers })).data;
}

/**
 * Return the history of a ticket, newest entries first.
 * @param {number} id
 * @param {RequestOptions & { cursor?: string | null }} [options]
 * @returns {Promise<import('../types').HistoryPage>}
 */
export async function getHistory(id, { cursor = null, signal } = {}) {
  const http = await connect();
  const params = cursor ? { cursor } : {};
  const { data, headers } = await http.get(`tickets/${id}/history/`, { params, signal });
  return { entries: data, nextCursor: nextCursor(headers.link) };
}

/**
 * @param {import('../types').Period} period
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Stats>}
 */
export async function getStats(period, { signal } = {}) {
  const http = await connect();
  return (await http.get('tickets/stats/', { params: { period }, signal })).data;
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
