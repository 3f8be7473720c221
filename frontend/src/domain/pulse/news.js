import { atMostEvery } from '../../lib/atMostEvery.js';
import { keys } from '../ticket/keys.js';
import { refreshTicket } from '../ticket/refreshTicket.js';
import {
  cachedTicket,
  confirmTicket,
  hasPendingChanges,
  listedTickets,
} from '../ticket/ticketCache.js';
import { isNewKey } from './knownKeys.js';

/**
 * @typedef {import('@tanstack/react-query').QueryClient} QueryClient
 * @typedef {import('../../types').Ticket} Ticket
 */

export const LIST_EVERY = 15_000;
/** Where others always do something, so that many who watch them cost little. */
export const QUEUES_EVERY = 30_000;
const MAX_ROWS = 10;
const EVERYTHING = ['tickets'];

/**
 * Return what brings the cache up to date with the news of the pulse: the open ticket at once, the
 * counts, the number of new tickets and the rows on screen at intervals. No row moves.
 * @param {QueryClient} client
 */
export function createNews(client) {
  /** @type {{ ticket: number | null, stamp: string | null }} */
  let thread = { ticket: null, stamp: null };
  /** @type {Set<number>} */
  let changed = new Set();

  const refreshLists = atMostEvery(LIST_EVERY, () => {
    const ids = changed;
    changed = new Set();
    void refreshList(client, ids);
  });

  const refreshQueues = atMostEvery(QUEUES_EVERY, () => {
    // A change of this tab counts again once it is done.
    if (!hasPendingChanges(client)) void client.invalidateQueries({ queryKey: keys.queues });
  });

  return {
    /**
     * @param {import('../../types').Pulse} pulse
     * @param {number | null} ticket the one it was asked for
     */
    take(pulse, ticket) {
      const fresh = pulse.changed.filter(({ key }) => isNewKey(key));
      const hasMoved = thread.ticket === ticket && thread.stamp !== pulse.thread;
      thread = { ticket, stamp: pulse.thread };
      const ids = new Set(fresh.map((one) => one.ticket));
      if (ticket !== null && (hasMoved || ids.has(ticket) || pulse.more)) {
        void refreshThread(client, ticket);
      }
      if (!fresh.length && !pulse.more) return;
      markOld(client, ids, pulse.more);
      // It is loaded already.
      if (ticket !== null) ids.delete(ticket);
      ids.forEach((id) => changed.add(id));
      refreshLists();
      refreshQueues();
    },
  };
}

/**
 * Have what is not on screen loaded again when it is next shown.
 * @param {QueryClient} client
 * @param {Set<number>} ids
 * @param {boolean} isAll
 */
function markOld(client, ids, isAll) {
  const later = /** @type {const} */ ({ refetchType: 'none' });
  if (isAll) void client.invalidateQueries({ queryKey: EVERYTHING, ...later });
  void client.invalidateQueries({ queryKey: keys.lists, ...later });
  void client.invalidateQueries({ queryKey: keys.stats, ...later });
  for (const id of ids) {
    void client.invalidateQueries({ queryKey: keys.ticket(id), ...later });
    void client.invalidateQueries({ queryKey: keys.timeline(id), ...later });
  }
}

/**
 * @param {QueryClient} client
 * @param {number} id
 */
async function refreshThread(client, id) {
  const before = cachedTicket(client, id)?.version;
  await refreshTicket(client, id);
  // A note may have mentioned somebody.
  void client.invalidateQueries({ queryKey: keys.followers(id) });
  // On screen, the conversation of another version asks for itself.
  const isOther = cachedTicket(client, id)?.version !== before;
  await client.invalidateQueries({
    queryKey: keys.timeline(id),
    refetchType: isOther ? 'none' : 'active',
  });
}

/**
 * @param {QueryClient} client
 * @param {Set<number>} ids of the tickets that have changed
 */
async function refreshList(client, ids) {
  // A change of this tab counts again once it is done.
  if (!hasPendingChanges(client)) void client.invalidateQueries({ queryKey: keys.counts });
  await client.invalidateQueries({ queryKey: keys.allNewest });
  const newest = newestTickets(client);
  const listed = listedTickets(client, 'active');
  const rows = [...ids].filter((id) => listed.has(id)).sort((one, other) => other - one);
  rows.forEach((id) => {
    const now = newest.get(id);
    if (now && isLater(now, listed.get(id))) confirmTicket(client, now);
  });
  await Promise.all(
    rows
      .filter((id) => !newest.has(id))
      .slice(0, MAX_ROWS)
      .map((id) => refreshTicket(client, id)),
  );
}

/** @param {QueryClient} client @returns {Map<number, Ticket>} */
function newestTickets(client) {
  const found = client.getQueriesData({ queryKey: keys.allNewest, type: 'active' });
  const tickets = found.flatMap(
    ([, data]) => /** @type {{ tickets: Ticket[] } | undefined} */ (data)?.tickets ?? [],
  );
  return new Map(tickets.map((ticket) => [ticket.id, ticket]));
}

/**
 * Return whether a ticket is as it was after another: a message moves no version.
 * @param {Ticket} ticket
 * @param {Ticket | undefined} other
 */
function isLater(ticket, other) {
  if (!other || ticket.version !== other.version) return ticket.version > (other?.version ?? 0);
  return (ticket.last_message_at ?? '') !== (other.last_message_at ?? '');
}
