import { ALL_OPEN } from '../../domain/view/filters.js';
import { PERIOD_DAYS } from './periods.js';

/**
 * Where the dashboard's figures lead: to the list of just those tickets that they count.
 * @typedef {{ tab: 'tickets' } & Partial<import('../../types').Narrowing>} ListView
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
 * The tickets of one value that were created in the period.
 * @param {import('../../types').TriageField} field
 * @param {string} value
 * @param {Period} period
 * @returns {ListView}
 */
export function createdWith(field, value, period) {
  return { ...createdIn(period), [field]: [value] };
}
