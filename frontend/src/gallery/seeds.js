import { QueryClient } from '@tanstack/react-query';

import { errorCopy } from '../api/copy.js';
import { ApiError } from '../api/errors.js';
import { keys } from '../domain/ticket/ticketCache.js';
import { filtersOf } from '../domain/view/filters.js';
import { FRESH_VIEW, listParamsOf } from '../domain/view/useView.js';
import { counts } from './fixtures.js';

/**
 * @typedef {import('../types').Ticket} Ticket
 * @typedef {Partial<import('../domain/view/useView.js').View>} PartOfView
 * @typedef {(client: QueryClient, view: import('../domain/view/useView.js').View) => void} Seed what the
 *   server has said before a specimen is looked at
 */

const OLD = 20 * 60_000;

/** A cache in which everything is fresh, and what is missing is never had. */
export function createStillClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, retryOnMount: false },
      mutations: { retry: false },
    },
  });
}

/** @param {PartOfView} [view] @returns {import('../domain/view/useView.js').View} */
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
 * @returns {Seed}
 */
export const listed = (tickets, options) => (client, view) => {
  client.setQueryData(keys.list(listParamsOf(view)), pagesOf(tickets, options));
};

/** @param {Ticket} ticket @returns {Seed} */
export const known = (ticket) => (client) => {
  client.setQueryData(keys.ticket(ticket.id), ticket);
};

/** @param {number} id @param {import('../types').PrivateLink} link @returns {Seed} */
export const linked = (id, link) => (client) => {
  client.setQueryData(keys.link(id), link);
};

/** @param {number} id @returns {Seed} */
export const linkFailed = (id) => (client) => fail(client, keys.link(id));

/** @param {string} token @param {import('../types').PublicTicket} ticket @returns {Seed} */
export const followed = (token, ticket) => (client) => {
  client.setQueryData(['request', token], ticket);
};

/** @param {string} token @param {Parameters<typeof fail>[2]} [options] @returns {Seed} */
export const followFailed = (token, options) => (client) =>
  fail(client, ['request', token], options);

/** @type {Seed} */
export const counted = (client, { created_within, resolved_within, search }) => {
  client.setQueryData([...keys.counts, { created_within, resolved_within, search }], counts);
  const rest = { created_within: null, resolved_within: null, search: '' };
  client.setQueryData([...keys.counts, rest], counts);
  client.setQueryData([...keys.counts, { ...rest, resolved_within: 7 }], counts);
};

/** @param {{ open_access?: boolean, suggestions?: boolean }} [values] @returns {Seed} */
export const configured = (values) => (client) => {
  client.setQueryData(['config'], { open_access: false, suggestions: true, ...values });
};

/** @param {number} count @param {Ticket[]} tickets @returns {Seed} */
export const arrived = (count, tickets) => (client, view) => {
  client.setQueryData(keys.newest(filtersOf(view)), {
    since: '2020-01-01T00:00:00Z',
    known: new Set(),
    etag: null,
    tickets: tickets.slice(0, count).map((ticket) => ({ ...ticket, id: ticket.id + 5000 })),
  });
};

/**
 * A question that the server could not answer, beside what it had answered before, if anything.
 * @param {QueryClient} client
 * @param {readonly unknown[]} queryKey
 * @param {{ kind?: 'server' | 'offline' | 'not_found', isNextPage?: boolean }} [options]
 */
export function fail(client, queryKey, { kind = 'server', isNextPage = false } = {}) {
  const query = client.getQueryCache().build(client, { queryKey });
  query.setState({
    status: 'error',
    error: new ApiError(kind, errorCopy[kind]),
    fetchStatus: 'idle',
    fetchMeta: isNextPage ? { fetchMore: { direction: 'forward' } } : null,
    ...(query.state.data ? { dataUpdatedAt: Date.now() - OLD } : {}),
  });
}

/** @param {Parameters<typeof fail>[2]} [options] @returns {Seed} */
export const listFailed = (options) => (client, view) =>
  fail(client, keys.list(listParamsOf(view)), options);

/** @param {number} id @param {Parameters<typeof fail>[2]} [options] @returns {Seed} */
export const ticketFailed = (id, options) => (client) => fail(client, keys.ticket(id), options);

/** @param {import('../types').Stats} stats @returns {Seed} */
export const figured = (stats) => (client, view) => {
  client.setQueryData(keys.period(view.period), stats);
};

/** @type {Seed} */
export const figuresFailed = (client, view) => fail(client, keys.period(view.period));

/** @param {string} search @param {Ticket[]} tickets @returns {Seed} */
export const foundInPalette = (search, tickets) => (client) => {
  client.setQueryData(['tickets', 'palette', search], pagesOf(tickets).pages[0]);
};

/** @param {Ticket} ticket @param {import('../types').HistoryEntry[]} entries @param {boolean} [hasMore] @returns {Seed} */
export const remembered =
  ({ id, version }, entries, hasMore = false) =>
  (client) => {
    const page = { entries, nextCursor: hasMore ? '7' : null };
    client.setQueryData(keys.history(id, version), { pages: [page], pageParams: [null] });
  };

/** @param {Ticket} ticket @returns {Seed} */
export const historyFailed =
  ({ id, version }) =>
  (client) =>
    fail(client, keys.history(id, version));
