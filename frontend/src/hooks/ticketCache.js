import { settled, shown, started } from '../lib/optimistic.js';
import { withChangedTicket } from '../lib/stats.js';

/**
 * @typedef {import('@tanstack/react-query').QueryClient} QueryClient
 * @typedef {import('@tanstack/react-query').InfiniteData<import('../types').TicketPage>} TicketPages
 * @typedef {import('../types').Ticket} Ticket
 * @typedef {import('../types').Stats} Stats
 * @typedef {import('../lib/optimistic.js').TrackedTicket} TrackedTicket
 */

export const keys = {
  lists: /** @type {const} */ (['tickets', 'list']),
  list: (/** @type {import('../types').TicketFilters} */ filters) =>
    /** @type {const} */ (['tickets', 'list', filters]),
  ticket: (/** @type {number} */ id) => /** @type {const} */ (['tickets', 'one', id]),
  stats: /** @type {const} */ (['tickets', 'stats']),
};

/** @type {WeakMap<QueryClient, Map<number, TrackedTicket>>} */
const trackedByClient = new WeakMap();

/** @param {QueryClient} client */
function tracked(client) {
  const known = trackedByClient.get(client) ?? new Map();
  trackedByClient.set(client, known);
  return known;
}

/**
 * A ticket as it was last shown, from wherever it is in the cache.
 * @param {QueryClient} client
 * @param {number} id
 * @returns {Ticket | undefined}
 */
export function cachedTicket(client, id) {
  const one = client.getQueryData(keys.ticket(id));
  if (one) return /** @type {Ticket} */ (one);
  const lists = client.getQueriesData({ queryKey: keys.lists });
  for (const [, data] of lists) {
    const pages = /** @type {TicketPages | undefined} */ (data)?.pages ?? [];
    for (const { tickets } of pages) {
      const found = tickets.find((ticket) => ticket.id === id);
      if (found) return found;
    }
  }
  return undefined;
}

/**
 * @param {TicketPages | undefined} data
 * @param {Ticket} ticket
 * @returns {TicketPages | undefined}
 */
function withTicket(data, ticket) {
  if (!data?.pages.some(({ tickets }) => tickets.some(({ id }) => id === ticket.id))) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    tickets: page.tickets.map((other) => (other.id === ticket.id ? ticket : other)),
  }));
  return { ...data, pages };
}

/**
 * Shows a ticket everywhere at once: in every list, in the detail, and in the figures.
 * @param {QueryClient} client
 * @param {Ticket} ticket
 */
function show(client, ticket) {
  const before = cachedTicket(client, ticket.id);
  client.setQueriesData({ queryKey: keys.lists }, (/** @type {TicketPages | undefined} */ data) =>
    withTicket(data, ticket),
  );
  client.setQueryData(
    keys.ticket(ticket.id),
    (/** @type {Ticket | undefined} */ one) => one && ticket,
  );
  if (!before) return;
  client.setQueryData(
    keys.stats,
    (/** @type {Stats | undefined} */ stats) => stats && withChangedTicket(stats, before, ticket),
  );
}

/**
 * Shows a change before the server has agreed to it.
 * @param {QueryClient} client
 * @param {Ticket} ticket as the person saw it
 * @param {import('../lib/optimistic.js').PendingChange} change
 */
export function beginChange(client, ticket, change) {
  const known = tracked(client);
  const current = known.get(ticket.id) ?? {
    confirmed: cachedTicket(client, ticket.id) ?? ticket,
    pending: [],
  };
  const next = started(current, change);
  known.set(ticket.id, next);
  show(client, shown(next));
}

/**
 * Ends a change: with the server's ticket, or with null when it refused. Other changes of the same
 * ticket that are still under way stay on screen.
 * @param {QueryClient} client
 * @param {number} id
 * @param {string} changeId
 * @param {Ticket | null} answer
 * @returns {Ticket | undefined} the ticket as it is shown now
 */
export function endChange(client, id, changeId, answer) {
  const known = tracked(client);
  const current = known.get(id);
  if (!current) return undefined;
  const next = settled(current, changeId, answer);
  if (next.pending.length) known.set(id, next);
  else known.delete(id);
  const ticket = shown(next);
  show(client, ticket);
  return ticket;
}

/**
 * A ticket as just fetched, with the changes under way on top: an answer that left the server
 * before a change reached it must not make the change blink away.
 * @param {QueryClient} client
 * @param {Ticket} ticket
 * @returns {Ticket}
 */
export function withPendingChanges(client, ticket) {
  const known = tracked(client);
  const current = known.get(ticket.id);
  if (!current) return ticket;
  const next = { ...current, confirmed: ticket };
  known.set(ticket.id, next);
  return shown(next);
}

/** @param {QueryClient} client */
export function hasPendingChanges(client) {
  return tracked(client).size > 0;
}
