import { ALL_OPEN, AWAKE, NO_FILTERS } from './filters.js';
import queues from './queues.json';

/** @typedef {import('../../types').TicketFilters} TicketFilters */

const WEEK = 7;

/**
 * @typedef {object} Queue
 * @property {keyof typeof import('./copy.js').viewCopy.names} id
 * @property {TicketFilters} filters
 * @property {import('../../types').Ordering} [ordering]
 */

/**
 * The queues that agents work through; the server has the same, and counts them.
 * @type {Queue[]}
 */
export const QUEUES = /** @type {any[]} */ (queues).map((queue) => ({
  ...queue,
  filters: { ...NO_FILTERS, ...queue.filters },
}));

/** Queues that are empty for who is not signed in. */
export const PERSONAL_QUEUES = ['mine', 'followed', 'my_teams'];

/**
 * The other built-in views.
 * @type {Queue[]}
 */
export const VIEWS = [
  { id: 'critical', filters: { ...ALL_OPEN, priority: ['critical'] } },
  { id: 'in_progress', filters: { ...AWAKE, status: ['in_progress'] } },
  {
    id: 'resolved_week',
    filters: { ...NO_FILTERS, status: ['resolved', 'closed'], resolved_within: WEEK },
  },
  { id: 'everything', filters: NO_FILTERS },
  { id: 'spam', filters: { ...NO_FILTERS, folder: ['spam'] } },
  { id: 'bin', filters: { ...NO_FILTERS, folder: ['bin'] } },
];
