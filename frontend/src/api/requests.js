import { DAYS_FILTERS } from './vocabulary.js';

/**
 * A request that reads. Described apart from the client that sends it, so that the page can send it
 * before that client is there (prefetch.js).
 * @typedef {object} ReadRequest
 * @property {string} path relative to that of the API
 * @property {URLSearchParams} [params]
 * @property {Record<string, string>} [headers]
 * @property {number} [accepted] the status of an answer, beside those of success, that is no error
 */

/**
 * @typedef {import('../types').TicketFilters} TicketFilters
 * @typedef {Omit<TicketFilters, FacetFilter>} CountedFilters
 * @typedef {typeof FACET_FILTERS[number]} FacetFilter
 */

/** The filters that the counts divide by, which they do not take. */
export const FACET_FILTERS = /** @type {const} */ ([
  'status',
  'priority',
  'category',
  'exclude_status',
  'exclude_priority',
  'exclude_category',
]);
/** The other filters that take several values. */
export const LIST_FILTERS = /** @type {const} */ ([
  'assignee',
  'team',
  'exclude_assignee',
  'exclude_team',
  'awaiting',
  'followed',
  'tag',
  'tag_all',
  'exclude_tag',
  'folder',
]);
const COUNTED = /** @type {const} */ ([...DAYS_FILTERS, 'search', ...LIST_FILTERS]);

const UNAUTHORIZED = 401;
const NOT_MODIFIED = 304;

// Somebody who scrolls on wants more at a time.
const LATER_PAGE_SIZE = 100;

// For what a page asks again on its own: it does not keep the session of who left the screen alive.
const BACKGROUND = { 'X-Background': '1' };

/**
 * Return whether filters leave out what is snoozed: a search finds it in every queue.
 * @param {Pick<CountedFilters, 'snoozed' | 'search'>} filters
 */
export const leavesOut = ({ snoozed, search }) => snoozed === false && !search;

/**
 * @template {keyof TicketFilters} Name
 * @param {Pick<TicketFilters, Name> & Pick<TicketFilters, 'snoozed' | 'search'>} filters
 * @param {readonly Name[]} names
 */
function parametersOf(filters, names) {
  const parameters = new URLSearchParams();
  for (const name of names) {
    for (const value of [filters[name]].flat()) {
      if (value) parameters.append(name, String(value));
    }
  }
  if (leavesOut(filters) || filters.snoozed) parameters.set('snoozed', String(filters.snoozed));
  return parameters;
}

/**
 * Return the query string of filters, as the list takes it and views keep it.
 * @param {TicketFilters} filters
 */
export const filterParameters = (filters) => parametersOf(filters, [...COUNTED, ...FACET_FILTERS]);

/**
 * @param {import('../types').ListParams} params
 * @param {string | null} [cursor]
 * @returns {ReadRequest}
 */
export function listRequest(params, cursor = null) {
  const parameters = filterParameters(params);
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
  params: parametersOf(filters, COUNTED),
  headers: BACKGROUND,
});

/** @type {ReadRequest} */
export const QUEUES_REQUEST = { path: 'tickets/queues/', headers: BACKGROUND };

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
