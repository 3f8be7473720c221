import { connect, read } from './connection.js';
import { nextCursor } from './linkHeader.js';
import { takeArrived } from './prefetch.js';
import {
  countsRequest,
  historyRequest,
  QUEUES_REQUEST,
  listRequest,
  newestRequest,
  statsRequest,
  ticketRequest,
} from './requests.js';

/** @typedef {import('../types').Ticket} Ticket */
/** @typedef {{ signal?: AbortSignal }} RequestOptions */

// The server gives the language model 8 seconds; beyond this a suggestion is given up.
const CLASSIFY_TIMEOUT = 12_000;

/**
 * Return one page of tickets, with the cursor of the next.
 * @param {import('../types').ListParams} params
 * @param {RequestOptions & { cursor?: string | null }} [options]
 * @returns {Promise<import('../types').TicketPage>}
 */
export async function listTickets(params, { cursor = null, signal } = {}) {
  return pageOf(await read(listRequest(params, cursor), signal));
}

/**
 * Return the first page of tickets if the page has fetched it ahead.
 * @param {import('../types').ListParams} params
 */
export function arrivedTickets(params) {
  const answer = takeArrived(listRequest(params));
  return answer && pageOf(answer);
}

/**
 * @param {import('./prefetch.js').Answer} answer
 * @returns {import('../types').TicketPage}
 */
function pageOf({ data, headers }) {
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
  const request = newestRequest(filters, etag);
  const { status, data, headers } = await read(request, signal);
  return status === request.accepted ? null : { tickets: data, etag: headers.etag ?? null };
}

/**
 * Return the number of tickets for each combination of status, priority and category.
 * @param {import('./requests.js').CountedFilters} filters
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Counts>}
 */
export async function getCounts(filters, { signal } = {}) {
  return (await read(countsRequest(filters), signal)).data;
}

/**
 * Return the number of tickets in each queue, and in the first views.
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').QueueCounts>}
 */
export async function getQueueCounts({ signal } = {}) {
  return (await read(QUEUES_REQUEST, signal)).data;
}

/**
 * Take the first matching ticket that nobody has, and return it; null if there is none.
 * @param {import('../types').BulkOperation['matching']} matching
 * @param {import('../types').Ordering} ordering
 * @returns {Promise<Ticket | null>}
 */
export async function takeNextTicket(matching, ordering) {
  const http = await connect();
  return (await http.post('tickets/next/', { matching, ordering })).data || null;
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

/**
 * Give a ticket to another member of its team, and return it.
 * @param {number} id
 * @returns {Promise<Ticket>}
 */
export async function assignTicket(id) {
  const http = await connect();
  return (await http.post(`tickets/${id}/assign/`)).data;
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
  return (await read(ticketRequest(id), signal)).data;
}

/**
 * Return a ticket if the page has fetched it ahead.
 * @param {number} id
 * @returns {Ticket | undefined}
 */
export const arrivedTicket = (id) => takeArrived(ticketRequest(id))?.data;

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
 * Change a ticket, unless somebody else has changed it since that version. Return null if a team that
 * is closed to whoever asks has it now.
 * @param {number} id
 * @param {import('../types').TicketChanges} changes
 * @param {number} version
 * @returns {Promise<Ticket | null>}
 */
export async function updateTicket(id, changes, version) {
  const headers = { 'If-Match': `"${version}"` };
  const http = await connect();
  return (await http.patch(`tickets/${id}/`, changes, { headers })).data || null;
}

/**
 * Return the history of a ticket, newest entries first.
 * @param {number} id
 * @param {RequestOptions & { cursor?: string | null }} [options]
 * @returns {Promise<import('../types').HistoryPage>}
 */
export async function getHistory(id, { cursor = null, signal } = {}) {
  const { data, headers } = await read(historyRequest(id, cursor), signal);
  return { entries: data, nextCursor: nextCursor(headers.link) };
}

/**
 * @param {import('../types').Period} period
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Stats>}
 */
export async function getStats(period, { signal } = {}) {
  return (await read(statsRequest(period), signal)).data;
}

/**
 * Return the figures of agents and teams in the last so many days.
 * @param {number} days
 * @param {RequestOptions} [options]
 * @returns {Promise<import('../types').Reports>}
 */
export async function getReports(days, { signal } = {}) {
  const params = new URLSearchParams({ days: String(days) });
  return (await read({ path: 'reports/', params }, signal)).data;
}

/**
 * Return the figures if the page has fetched them ahead.
 * @param {import('../types').Period} period
 * @returns {import('../types').Stats | undefined}
 */
export const arrivedStats = (period) => takeArrived(statsRequest(period))?.data;

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
