import { ALL_OPEN } from '../../domain/view/filters.js';
import { PERIOD_DAYS } from './periods.js';

/**
 * The list view that a figure of the dashboard links to: exactly the tickets that it counts.
 * @typedef {{ tab: 'tickets' } & Partial<import('../../types').ListParams>} ListView
 * @typedef {import('../../types').Period} Period
 */

/** @type {ListView} */
export const OPEN_NOW = { tab: 'tickets', ...ALL_OPEN, snoozed: null };

/**
 * @param {Period} period
 * @returns {ListView}
 */
export function createdIn(period) {
  return { tab: 'tickets', created_within: PERIOD_DAYS[period] };
}

/**
 * @param {Period} period
 * @returns {ListView}
 */
export function resolvedIn(period) {
  return {
    tab: 'tickets',
    status: ['resolved', 'closed'],
    resolved_within: PERIOD_DAYS[period],
  };
}

/**
 * The tickets that wait for an agent, the oldest first.
 * @type {ListView}
 */
export const WAITING_NOW = { tab: 'tickets', awaiting: ['agent'], ordering: 'waiting_since' };

// What the server takes at most: ten years.
const LONG_AGO = 3660;

/**
 * Return the view of the tickets that were first replied to, or resolved, in the period.
 * @param {'first_response' | 'resolution'} metric
 * @param {Period} period
 * @returns {ListView}
 */
export function endedIn(metric, period) {
  if (metric === 'resolution') return resolvedIn(period);
  return { tab: 'tickets', first_response_within: PERIOD_DAYS[period] ?? LONG_AGO };
}

/**
 * Return the view of the tickets with one value that were created in the period.
 * @param {import('../../types').TriageField} field
 * @param {string} value
 * @param {Period} period
 * @returns {ListView}
 */
export function createdWith(field, value, period) {
  return { ...createdIn(period), [field]: [value] };
}
