import { CATEGORIES, PRIORITIES, STATUSES } from '../api/vocabulary.js';
import { NOBODY_WAITS, makeNoTimes } from './makeTimes.js';

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
    resolved_at: null,
    version: 1,
    requester_name: '',
    requester_email: '',
    requester: null,
    assignee: null,
    team: null,
    tags: [],
    tag_colors: {},
    merged_into: null,
    folder: null,
    removed_at: null,
    awaiting: 'agent',
    waiting_since: '2026-03-02T10:00:00Z',
    message_count: 0,
    last_message_at: '2026-03-02T10:00:00Z',
    first_response_at: null,
    last_requester_at: '2026-03-02T10:00:00Z',
    snoozed_until: null,
    woken_at: null,
    woken_from: null,
    ...values,
  };
}

/**
 * Return a suggestion for a ticket: by default technical and high, accepted.
 * @param {Partial<import('../types').TicketSuggestion>} [values]
 * @returns {import('../types').TicketSuggestion}
 */
export function makeSuggestion(values = {}) {
  return {
    category: 'technical',
    priority: 'high',
    confidence: 0.92,
    reason: 'It mentions smoke.',
    model: 'some-model',
    created_at: '2026-03-02T09:59:00Z',
    latency_ms: 1234,
    chosen_category: 'technical',
    chosen_priority: 'high',
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
 * Return the counts of tickets as the server does.
 * @param {Ticket[]} tickets
 * @returns {import('../types').Counts}
 */
export function countsOf(tickets) {
  /** @type {Map<string, import('../types').Cell>} */
  const cells = new Map();
  for (const { status, priority, category } of tickets) {
    const key = `${status} ${priority} ${category}`;
    const count = (cells.get(key)?.count ?? 0) + 1;
    cells.set(key, { status, priority, category, count });
  }
  return { cells: [...cells.values()], exact: true };
}

/**
 * Return the statistics of tickets as the server does.
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
    period: {
      name: '30d',
      since: '2026-02-01',
      until: '2026-03-02',
      time_zone: 'UTC',
      bucket: 'day',
      created: tickets.length,
      resolved: status.resolved + status.closed,
      avg_per_day: tickets.length / 30,
      resolution_rate: tickets.length ? (status.resolved + status.closed) / tickets.length : null,
      open_change: status.open + status.in_progress,
      previous: { created: 0, resolved: 0, avg_per_day: 0, resolution_rate: null },
      series: [],
      status_breakdown: status,
      priority_breakdown: tally(
        PRIORITIES,
        tickets.map((ticket) => ticket.priority),
      ),
      category_breakdown: tally(
        CATEGORIES,
        tickets.map((ticket) => ticket.category),
      ),
    },
    first_response: makeNoTimes(),
    resolution: makeNoTimes(),
    waiting: NOBODY_WAITS,
    triage: makeTriage(),
  };
}

/**
 * Return the suggestion figures of a period; by default there were no suggestions.
 * @param {Partial<import('../types').Triage>} [values]
 * @returns {import('../types').Triage}
 */
export function makeTriage(values = {}) {
  return {
    offered: 0,
    accepted: 0,
    overridden: 0,
    category: [],
    priority: [],
    asked: 0,
    answered: 0,
    cached: 0,
    failures: [],
    latency_p50_ms: null,
    latency_p95_ms: null,
    cost: null,
    ...values,
  };
}
