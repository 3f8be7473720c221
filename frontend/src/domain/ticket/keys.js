import { ALL_OPEN, NO_FILTERS, countedOf } from '../view/filters.js';

/** The keys of what is known of tickets in the query cache. */
export const keys = {
  lists: /** @type {const} */ (['tickets', 'list']),
  list: (/** @type {import('../../types').ListParams} */ params) =>
    /** @type {const} */ (['tickets', 'list', params]),
  allNewest: /** @type {const} */ (['tickets', 'newest']),
  newest: (/** @type {import('../../types').TicketFilters} */ filters) =>
    /** @type {const} */ (['tickets', 'newest', filters]),
  counts: /** @type {const} */ (['tickets', 'counts']),
  /** The counts of all tickets, without a search or a date. */
  allCounts: /** @type {const} */ (['tickets', 'counts', countedOf(NO_FILTERS)]),
  /** The counts of queues and views. */
  queues: /** @type {const} */ (['tickets', 'queues']),
  /** The same of those that are not snoozed. */
  awakeCounts: /** @type {const} */ (['tickets', 'counts', countedOf(ALL_OPEN)]),
  ticket: (/** @type {number} */ id) => /** @type {const} */ (['tickets', 'one', id]),
  link: (/** @type {number} */ id) => /** @type {const} */ (['tickets', 'link', id]),
  /** The history changes with each version of the ticket. */
  history: (/** @type {number} */ id, /** @type {number} */ version) =>
    /** @type {const} */ (['tickets', 'history', id, version]),
  followers: (/** @type {number} */ id) => /** @type {const} */ (['tickets', 'followers', id]),
  similarOfAll: /** @type {const} */ (['tickets', 'similar']),
  similar: (/** @type {number} */ id) => /** @type {const} */ (['tickets', 'similar', id]),
  timeline: (/** @type {number} */ id) => /** @type {const} */ (['tickets', 'timeline', id]),
  /** Refreshed with the conversation: what merges or links tickets is an event of it. */
  beside: (/** @type {number} */ id) =>
    /** @type {const} */ (['tickets', 'timeline', id, 'beside']),
  stats: /** @type {const} */ (['tickets', 'stats']),
  period: (/** @type {import('../../types').Period} */ period) =>
    /** @type {const} */ (['tickets', 'stats', period]),
};
