import { CATEGORIES, PRIORITIES, STATUSES } from '../lib/vocabulary.js';

/**
 * @typedef {import('../types').Ticket} Ticket
 * @typedef {import('../types').Stats} Stats
 */

/**
 * @param {Partial<Ticket>} [values]
 * @returns {Ticket}
 */
export function makeTicket(values = {}) {
  const id = values.id ?? 1;
  return {
    id,
    title: `Ticket number ${id}`,
    description: `What happened in ticket ${id}.`,
    category: 'general',
    priority: 'low',
    status: 'open',
    created_at: '2026-03-02T10:00:00Z',
    updated_at: '2026-03-02T10:00:00Z',
    version: 1,
    ...values,
  };
}

/**
 * @template {string} Value
 * @param {Value[]} words
 * @param {Value[]} values
 */
function tally(words, values) {
  return /** @type {Record<Value, number>} */ (
    Object.fromEntries(words.map((word) => [word, values.filter((value) => value === word).length]))
  );
}

/**
 * The figures as the server counts them.
 * @param {Ticket[]} tickets
 * @returns {Stats}
 */
export function statsOf(tickets) {
  const status = tally(
    STATUSES,
    tickets.map((ticket) => ticket.status),
  );
  const days = tickets.map(({ created_at }) => created_at.slice(0, 10));
  return {
    total_tickets: tickets.length,
    open_tickets: status.open,
    avg_tickets_per_day: tickets.length ? tickets.length / new Set(days).size : 0,
    resolution_rate: tickets.length ? (status.resolved + status.closed) / tickets.length : null,
    status_breakdown: status,
    priority_breakdown: tally(
      PRIORITIES,
      tickets.map((ticket) => ticket.priority),
    ),
    category_breakdown: tally(
      CATEGORIES,
      tickets.map((ticket) => ticket.category),
    ),
    created_per_day: [...new Set(days)]
      .sort()
      .map((date) => ({ date, count: days.filter((day) => day === date).length })),
  };
}
