import { ALL_OPEN } from '../../domain/view/filters.js';
import { PERIOD_DAYS } from './periods.js';

/**
 * The list view that a figure of the dashboard links to: exactly the tickets that it counts.
 * @typedef {{ tab: 'tickets' } & Partial<import('../../types').TicketFilters>} ListView
 * @typedef {import('../../types').Period} Period
 */

/** @type {ListView} */
export const OPEN_NOW = { tab: 'tickets', ...ALL_OPEN };

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
 * Return the view of the tickets with one value that were created in the period.
 * @param {import('../../types').TriageField} field
 * @param {string} value
 * @param {Period} period
 * @returns {ListView}
 */
export function createdWith(field, value, period) {
  return { ...createdIn(period), [field]: [value] };
}
