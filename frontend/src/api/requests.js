import { TRIAGE_FIELDS } from './vocabulary.js';

/**
 * A request that reads. Described apart from the client that sends it, so that the page can send it
 * before that client is there (prefetch.js).
 * @typedef {object} ReadRequest
 * @property {string} path relative to that of the API
 * @property {URLSearchParams} [params]
 * @property {Record<string, string>} [headers]
 * @property {number} [accepted] the status of an answer, beside those of success, that is no error
 */

/** @typedef {Omit<import('../types').TicketFilters, import('../types').TriageField>} CountedFilters */

const SINGLE = /** @type {const} */ ([
  'created_within',
  'resolved_within',
  'first_response_within',
  'search',
]);

const UNAUTHORIZED = 401;
const NOT_MODIFIED = 304;

// Somebody who scrolls on wants more at a time.
const LATER_PAGE_SIZE = 100;

// For what a page asks again on its own: it does not keep the session of who left the screen alive.
const BACKGROUND = { 'X-Background': '1' };

/** @param {CountedFilters} filters */
function countParameters({ assignee, team, awaiting, ...filters }) {
  const parameters = new URLSearchParams();
  for (const name of SINGLE) {
    if (filters[name]) parameters.set(name, String(filters[name]));
  }
  for (const [name, values] of Object.entries({ assignee, team, awaiting })) {
    values.forEach((value) => parameters.append(name, String(value)));
  }
  return parameters;
}

/**
 * @param {import('../types').ListParams} params
 * @param {string | null} [cursor]
 * @returns {ReadRequest}
 */
export function listRequest(params, cursor = null) {
  const parameters = countParameters(params);
  for (const field of TRIAGE_FIELDS) {
    params[field].forEach((value) => parameters.append(field, value));
  }
  parameters.set('ordering', params.ordering);
  if (cursor) {
    parameters.set('cursor', cursor);
    parameters.set('page_size', String(LATER_PAGE_SIZE));
  }
  return { path: 'tickets/', params: parameters };
}

/**
 * @param {import('../types').TicketFilters} filters
 * @param {string | null} etag
 * @returns {ReadRequest}
 */
export function newestRequest(filters, etag) {
  return {
    ...listRequest({ ...filters, ordering: '-created_at' }),
    headers: { ...BACKGROUND, ...(etag && { 'If-None-Match': etag }) },
    accepted: NOT_MODIFIED,
  };
}

/** @param {CountedFilters} filters @returns {ReadRequest} */
export const countsRequest = (filters) => ({
  path: 'tickets/counts/',
  params: countParameters(filters),
  headers: BACKGROUND,
});

/** @param {number} id @returns {ReadRequest} */
export const ticketRequest = (id) => ({ path: `tickets/${id}/` });

/**
 * @param {number} id
 * @param {string | null} [cursor]
 * @returns {ReadRequest}
 */
export const historyRequest = (id, cursor = null) => ({
  path: `tickets/${id}/history/`,
  params: new URLSearchParams(cursor ? { cursor } : {}),
});

/**
 * @param {number} id
 * @param {string | null} [cursor]
 * @returns {ReadRequest}
 */
export const timelineRequest = (id, cursor = null) => ({
  path: `tickets/${id}/timeline/`,
  params: new URLSearchParams(cursor ? { cursor } : {}),
  headers: BACKGROUND,
});

/** @param {import('../types').Period} period @returns {ReadRequest} */
export const statsRequest = (period) => ({
  path: 'tickets/stats/',
  params: new URLSearchParams({ period }),
});

/** @type {ReadRequest} */
export const CONFIG_REQUEST = { path: 'config/' };

/**
 * Unlike elsewhere, a 401 here does not mean that a session has ended.
 * @type {ReadRequest}
 */
export const ACCOUNT_REQUEST = { path: 'account/', accepted: UNAUTHORIZED };

/** @param {string} token @returns {ReadRequest} */
export const publicTicketRequest = (token) => ({ path: `requests/${token}/` });

/**
 * @param {string} token
 * @param {string | null} [cursor]
 * @returns {ReadRequest}
 */
export const publicMessagesRequest = (token, cursor = null) => ({
  path: `requests/${token}/messages/`,
  params: new URLSearchParams(cursor ? { cursor } : {}),
});

/**
 * Return whether the answer with a status is one to work with.
 * @param {ReadRequest} request
 * @param {number} status
 */
export const isAccepted = ({ accepted }, status) =>
  (status >= 200 && status < 300) || status === accepted;
