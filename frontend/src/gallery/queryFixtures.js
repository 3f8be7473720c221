import { QueryClient } from '@tanstack/react-query';

import { errorCopy } from '../api/copy.js';
import { ApiError } from '../api/errors.js';
import { ACCOUNT } from '../domain/session/keys.js';
import { keys } from '../domain/ticket/keys.js';
import { NO_FILTERS, countedOf, filtersOf } from '../domain/view/filters.js';
import { FRESH_VIEW, listParamsOf } from '../domain/view/address.js';
import { reportsKey } from '../features/dashboard/reports/useReports.js';
import { requestKeys } from '../features/request/keys.js';
import { makeAccount } from '../test/makeAccount.js';
import { counts } from './fixtures.js';

/**
 * @typedef {import('../types').Ticket} Ticket
 * @typedef {import('../domain/view/address.js').View} View
 * @typedef {(client: QueryClient, view: View) => void} QueryFixture a result, put into the query cache
 */

const STALE_AGE = 20 * 60_000;

/** Return a client whose results are always fresh, and which tries nothing again. */
export function createStaticClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, retryOnMount: false },
      mutations: { retry: false },
    },
  });
}

/** @param {Partial<View>} [view] @returns {View} */
export const viewOf = (view) => ({ ...FRESH_VIEW, tab: 'tickets', ...view });

/**
 * @param {Ticket[]} tickets
 * @param {{ total?: import('../types').Total, hasMore?: boolean }} [options]
 */
function pagesOf(tickets, { total, hasMore = false } = {}) {
  const page = {
    tickets,
    loaded: tickets,
    nextCursor: hasMore ? 'next' : null,
    total: total ?? { count: tickets.length, exact: true },
  };
  return { pages: [page], pageParams: [null] };
}

/**
 * @param {Ticket[]} tickets
 * @param {Parameters<typeof pagesOf>[1]} [options]
 * @returns {QueryFixture}
 */
export const listLoaded = (tickets, options) => (client, view) => {
  client.setQueryData(keys.list(listParamsOf(view)), pagesOf(tickets, options));
};

/** @param {Ticket} ticket @returns {QueryFixture} */
export const ticketLoaded = (ticket) => (client) => {
  client.setQueryData(keys.ticket(ticket.id), ticket);
};

/** @param {number} id @param {import('../types').PrivateLink} link @returns {QueryFixture} */
export const linkLoaded = (id, link) => (client) => {
  client.setQueryData(keys.link(id), link);
};

/** @param {number} id @returns {QueryFixture} */
export const linkFailed = (id) => (client) => setQueryError(client, keys.link(id));

/** @param {string} token @param {import('../types').PublicTicket} ticket @returns {QueryFixture} */
export const requestLoaded = (token, ticket) => (client) => {
  client.setQueryData(requestKeys.ticket(token), ticket);
};

/** @param {string} token @param {Parameters<typeof setQueryError>[2]} [options] @returns {QueryFixture} */
export const requestFailed = (token, options) => (client) =>
  setQueryError(client, requestKeys.ticket(token), options);

/** @param {string} token @param {import('../types').PublicMessage[]} messages @param {string | null} earlierCursor @returns {QueryFixture} */
export const messagesLoaded = (token, messages, earlierCursor) => (client) => {
  client.setQueryData(requestKeys.messages(token), { messages, earlierCursor });
};

/** @param {string} token @returns {QueryFixture} */
export const messagesFailed = (token) => (client) =>
  setQueryError(client, requestKeys.messages(token));

/** @type {QueryFixture} */
export const countsLoaded = (client, view) => {
  const week = { ...NO_FILTERS, resolved_within: 7 };
  for (const filters of [view, NO_FILTERS, week]) {
    client.setQueryData([...keys.counts, countedOf(filters)], counts);
  }
};

/** @param {{ open_access?: boolean, suggestions?: boolean }} [values] @returns {QueryFixture} */
export const configLoaded = (values) => (client) => {
  client.setQueryData(['config'], { open_access: false, suggestions: true, ...values });
};

/** Somebody is signed in who may erase. @returns {QueryFixture} */
export const adminLoaded = () => (client) => {
  client.setQueryData(['config'], { open_access: false, suggestions: true, bin_days: 30 });
  client.setQueryData(ACCOUNT, makeAccount({ is_admin: true }));
};

/** @param {{ id: number, blocked?: boolean }} requester @returns {QueryFixture} */
export const requesterLoaded = (requester) => (client) => {
  client.setQueryData(['requesters', requester.id], requester);
};

/** @param {number} id @param {import('../types').ErasureReport} report @returns {QueryFixture} */
export const erasureCounted = (id, report) => (client) => {
  client.setQueryData(['requesters', id, 'erasure'], report);
};

/** @param {number} count @param {Ticket[]} tickets @returns {QueryFixture} */
export const newTicketsLoaded = (count, tickets) => (client, view) => {
  client.setQueryData(keys.newest(filtersOf(view)), {
    since: '2020-01-01T00:00:00Z',
    known: new Set(),
    etag: null,
    tickets: tickets.slice(0, count).map((ticket) => ({ ...ticket, id: ticket.id + 5000 })),
  });
};

/**
 * Set a query to failed. Data that it has already stays, as stale.
 * @param {QueryClient} client
 * @param {readonly unknown[]} queryKey
 * @param {{ kind?: 'server' | 'offline' | 'not_found', isNextPage?: boolean }} [options]
 */
function setQueryError(client, queryKey, { kind = 'server', isNextPage = false } = {}) {
  const query = client.getQueryCache().build(client, { queryKey });
  query.setState({
    status: 'error',
    error: new ApiError(kind, errorCopy[kind]),
    fetchStatus: 'idle',
    fetchMeta: isNextPage ? { fetchMore: { direction: 'forward' } } : null,
    ...(query.state.data ? { dataUpdatedAt: Date.now() - STALE_AGE } : {}),
  });
}

/** @param {Parameters<typeof setQueryError>[2]} [options] @returns {QueryFixture} */
export const listFailed = (options) => (client, view) =>
  setQueryError(client, keys.list(listParamsOf(view)), options);

/** @param {number} id @param {Parameters<typeof setQueryError>[2]} [options] @returns {QueryFixture} */
export const ticketFailed = (id, options) => (client) =>
  setQueryError(client, keys.ticket(id), options);

/** @param {import('../types').Stats} stats @returns {QueryFixture} */
export const statsLoaded = (stats) => (client, view) => {
  client.setQueryData(keys.period(view.period), stats);
};

/** @type {QueryFixture} */
export const statsFailed = (client, view) => setQueryError(client, keys.period(view.period));

/** @param {import('../types').Reports} reports @returns {QueryFixture} */
export const reportsLoaded = (reports) => (client) => {
  client.setQueryData(reportsKey(reports.days), reports);
};

/** @type {QueryFixture} */
export const reportsFailed = (client) => setQueryError(client, reportsKey(30));

/** @param {string} search @param {Ticket[]} tickets @returns {QueryFixture} */
export const paletteLoaded = (search, tickets) => (client) => {
  client.setQueryData(['tickets', 'palette', search], pagesOf(tickets).pages[0]);
};

/** @param {Ticket} ticket @param {import('../types').HistoryEntry[]} entries @param {boolean} [hasMore] @returns {QueryFixture} */
export const historyLoaded =
  ({ id, version }, entries, hasMore = false) =>
  (client) => {
    const page = { entries, nextCursor: hasMore ? '7' : null };
    client.setQueryData(keys.history(id, version), { pages: [page], pageParams: [null] });
  };

/** @param {Ticket} ticket @returns {QueryFixture} */
export const historyFailed =
  ({ id, version }) =>
  (client) =>
    setQueryError(client, keys.history(id, version));

/** @param {number} id @param {import('../types').TimelineItem[]} items @param {boolean} [hasMore] @returns {QueryFixture} */
export const timelineLoaded =
  (id, items, hasMore = false) =>
  (client) => {
    const page = { items, nextCursor: hasMore ? '7' : null };
    client.setQueryData(keys.timeline(id), { pages: [page], pageParams: [null] });
  };

/** @param {number} id @returns {QueryFixture} */
export const timelineFailed = (id) => (client) => setQueryError(client, keys.timeline(id));

/** @param {readonly unknown[]} queryKey @param {unknown} data @returns {QueryFixture} */
export const dataLoaded = (queryKey, data) => (client) => {
  client.setQueryData(queryKey, data);
};

/** @param {readonly unknown[]} queryKey @param {Parameters<typeof setQueryError>[2]} [options] @returns {QueryFixture} */
export const dataFailed = (queryKey, options) => (client) =>
  setQueryError(client, queryKey, options);
