import { withMovedTicket } from './counts/movedTicket.js';
import { keys } from './keys.js';
import { settled, shown, started } from './optimistic.js';

/**
 * @typedef {import('@tanstack/react-query').QueryClient} QueryClient
 * @typedef {import('@tanstack/react-query').InfiniteData<import('../../types').TicketPage>} TicketPages
 * @typedef {import('../../types').Ticket} Ticket
 * @typedef {import('../../types').Counts} Counts
 * @typedef {import('./optimistic.js').TrackedTicket} TrackedTicket
 */

/** @type {WeakMap<QueryClient, Map<number, TrackedTicket>>} */
const trackedByClient = new WeakMap();

/** @param {QueryClient} client */
function trackedTickets(client) {
  const known = trackedByClient.get(client) ?? new Map();
  trackedByClient.set(client, known);
  return known;
}

/**
 * Return the newest version of a ticket in the cache: an inactive list may have an older one.
 * @param {QueryClient} client
 * @param {number} id
 * @returns {Ticket | undefined}
 */
export function cachedTicket(client, id) {
  return newer(oneTicket(client, id), listedTickets(client).get(id));
}

/**
 * @param {QueryClient} client
 * @param {number} id
 * @returns {Ticket | undefined}
 */
function oneTicket(client, id) {
  return client.getQueryData(keys.ticket(id));
}

/**
 * @param {Ticket | undefined} one
 * @param {Ticket | undefined} other
 */
function newer(one, other) {
  if (!one || !other) return one ?? other;
  return other.version > one.version ? completed(other, one) : completed(one, other);
}

/**
 * Return a ticket with its suggestion, which never changes and which only some answers have.
 * @param {Ticket} ticket
 * @param {Ticket} known
 * @returns {Ticket}
 */
function completed(ticket, known) {
  if (ticket.suggestion !== undefined || known.suggestion === undefined) return ticket;
  return { ...ticket, suggestion: known.suggestion };
}

/**
 * Return every ticket in the lists, each in its newest version.
 * @param {QueryClient} client
 * @param {'active' | 'all'} [type] of the lists: those on screen, or all
 * @returns {Map<number, Ticket>}
 */
export function listedTickets(client, type = 'all') {
  /** @type {Map<number, Ticket>} */
  const listed = new Map();
  for (const [, data] of client.getQueriesData({ queryKey: keys.lists, type })) {
    const pages = /** @type {TicketPages | undefined} */ (data)?.pages ?? [];
    for (const { tickets } of pages) {
      for (const ticket of tickets) {
        listed.set(ticket.id, newer(ticket, listed.get(ticket.id)) ?? ticket);
      }
    }
  }
  return listed;
}

/**
 * @param {TicketPages | undefined} data
 * @param {Map<number, Ticket | null>} changed null for a ticket that is gone
 * @returns {TicketPages | undefined}
 */
function withTickets(data, changed) {
  if (!data?.pages.some(({ tickets }) => tickets.some(({ id }) => changed.has(id)))) return data;
  const pages = data.pages.map((page) => {
    if (!page.tickets.some(({ id }) => changed.has(id))) return page;
    const tickets = page.tickets.flatMap((ticket) => {
      const now = changed.get(ticket.id);
      if (now === null) return [];
      return [now ?? ticket];
    });
    return { ...page, tickets };
  });
  return { ...data, pages };
}

/**
 * Return list data with a lower total.
 * @param {TicketPages | undefined} data
 * @param {number} by
 */
function withLowerTotal(data, by) {
  const pages = data?.pages.map((page) => ({
    ...page,
    total: { ...page.total, count: Math.max(0, page.total.count - by) },
  }));
  return data && { ...data, pages };
}

/**
 * Show tickets everywhere at once: in every list, in the detail and in the counts.
 * @param {QueryClient} client
 * @param {Ticket[]} tickets
 */
function show(client, tickets) {
  const listed = listedTickets(client);
  const changed = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  client.setQueriesData({ queryKey: keys.lists }, (/** @type {TicketPages | undefined} */ data) =>
    withTickets(data, changed),
  );
  for (const ticket of tickets) {
    const one = oneTicket(client, ticket.id);
    const before = one ?? listed.get(ticket.id);
    if (one) client.setQueryData(keys.ticket(ticket.id), completed(ticket, one));
    if (before) moveInCounts(client, before, ticket);
  }
}

/**
 * Count a ticket as what it is now, among all and among those that are not snoozed.
 * @param {QueryClient} client
 * @param {Ticket} before
 * @param {Ticket} after
 */
function moveInCounts(client, before, after) {
  // What is in a folder counts nowhere.
  const isThere = (/** @type {Ticket} */ { folder }) => !folder;
  const isAwake = (/** @type {Ticket} */ ticket) => !ticket.snoozed_until && isThere(ticket);
  for (const [key, from, to] of /** @type {const} */ ([
    [keys.allCounts, isThere(before) ? before : null, isThere(after) ? after : null],
    [keys.awakeCounts, isAwake(before) ? before : null, isAwake(after) ? after : null],
  ])) {
    client.setQueryData(
      key,
      (/** @type {Counts | undefined} */ counts) =>
        counts && { ...counts, cells: withMovedTicket(counts.cells, from, to) },
    );
  }
}

/**
 * Remove a deleted ticket from every list.
 * @param {QueryClient} client
 * @param {number} id
 */
export function forgetTicket(client, id) {
  const gone = new Map([[id, null]]);
  client.setQueriesData({ queryKey: keys.lists }, (/** @type {TicketPages | undefined} */ data) => {
    const wasListed = data?.pages.some(({ tickets }) => tickets.some((one) => one.id === id));
    return wasListed ? withLowerTotal(withTickets(data, gone), 1) : data;
  });
  client.removeQueries({ queryKey: keys.ticket(id) });
}

/**
 * Show a change of tickets before the server has confirmed it.
 * @param {QueryClient} client
 * @param {Ticket[]} tickets as the person saw them
 * @param {import('./optimistic.js').PendingChange} change
 */
export function beginChange(client, tickets, change) {
  const known = trackedTickets(client);
  const next = tickets.map((ticket) => {
    const current = known.get(ticket.id) ?? {
      confirmed: cachedTicket(client, ticket.id) ?? ticket,
      pending: [],
    };
    const changed = started(current, change);
    known.set(ticket.id, changed);
    return shown(changed);
  });
  show(client, next);
}

/**
 * End a change of tickets. Other changes of the same tickets stay on screen.
 * @param {QueryClient} client
 * @param {number[]} ids
 * @param {string} changeId
 * @param {(ticket: Ticket) => Ticket | null} answer returns the server's ticket after the
 *   change, from the last confirmed one; null if the server refused
 * @returns {Ticket[]} the tickets as they are shown now
 */
export function endChange(client, ids, changeId, answer) {
  const known = trackedTickets(client);
  const now = ids.flatMap((id) => {
    const current = known.get(id);
    if (!current) return [];
    const answered = answer(current.confirmed);
    const next = settled(current, changeId, answered && completed(answered, current.confirmed));
    if (next.pending.length) known.set(id, next);
    else known.delete(id);
    return [shown(next)];
  });
  show(client, now);
  return now;
}

/**
 * Return just fetched tickets with the changes under way on top: an answer from before a change
 * must neither hide the change for a moment nor undo it later.
 * @param {QueryClient} client
 * @param {Ticket[]} tickets
 * @returns {Ticket[]}
 */
export function withLocalChanges(client, tickets) {
  const known = trackedTickets(client);
  const listed = listedTickets(client);
  return tickets.map((ticket) => {
    const current = known.get(ticket.id);
    if (!current)
      return newer(ticket, newer(oneTicket(client, ticket.id), listed.get(ticket.id))) ?? ticket;
    const next = { ...current, confirmed: newer(ticket, current.confirmed) ?? ticket };
    known.set(ticket.id, next);
    return shown(next);
  });
}

/**
 * Return a ticket as the server last confirmed it, without the changes under way.
 * @param {QueryClient} client
 * @param {number} id
 */
export function confirmedTicket(client, id) {
  return trackedTickets(client).get(id)?.confirmed ?? cachedTicket(client, id);
}

/**
 * Store a ticket as the server has just returned it, below the changes under way.
 * @param {QueryClient} client
 * @param {Ticket} ticket
 */
export function confirmTicket(client, ticket) {
  const id = `told-${ticket.version}`;
  beginChange(client, [ticket], { id, changes: {} });
  endChange(client, [ticket.id], id, () => ticket);
}

/** @param {QueryClient} client */
export function hasPendingChanges(client) {
  return trackedTickets(client).size > 0;
}
