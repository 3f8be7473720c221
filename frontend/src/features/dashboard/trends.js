import { formatCount, formatDecimal, formatShare } from '../../lib/numbers.js';
import { dashboardCopy } from './copy.js';
import { PERIOD_DAYS } from './periods.js';

/**
 * Return the trend of a figure in words. It is marked good or bad only where more is clearly better
 * or worse.
 * @typedef {{
 *   direction: 'up' | 'down' | 'same' | null,
 *   tone: 'good' | 'bad' | null,
 *   lead: string,
 *   rest: string,
 * }} Trend
 * @typedef {import('../../types').Stats['period']} PeriodStats
 */

const text = dashboardCopy.trends;

/** @type {Trend} */
const NONE = { direction: null, tone: null, lead: text.none, rest: '' };

/** @param {number} change */
const directionOf = (change) => (change > 0 ? 'up' : change < 0 ? 'down' : 'same');

/**
 * @param {number} change
 * @param {{ lead: string, rest: string }} words
 * @returns {Trend}
 */
const neutral = (change, words) => ({ direction: directionOf(change), tone: null, ...words });

/** @param {PeriodStats} period @param {number} days */
function createdTrend({ created, previous }, days) {
  if (!previous?.created) return NONE;
  const change = created / previous.created - 1;
  const isSlight = Math.round(change * 100) === 0;
  return neutral(
    isSlight ? 0 : change,
    isSlight && change
      ? text.aboutAsMany(days)
      : text.created(change, formatShare(Math.abs(change)), days),
  );
}

/** @param {PeriodStats} period @param {number} days */
function perDayTrend({ avg_per_day, previous }, days) {
  if (avg_per_day === null || !previous?.avg_per_day) return NONE;
  // From the rounded figures, so that the reader's own subtraction agrees.
  const tenths = Math.round((avg_per_day - previous.avg_per_day) * 10);
  return neutral(tenths, text.created(tenths, formatDecimal(Math.abs(tenths) / 10), days));
}

/** @param {PeriodStats} period @param {number} days */
function openTrend({ open_change }, days) {
  if (open_change === null) return NONE;
  return neutral(open_change, text.open(open_change, formatCount(Math.abs(open_change)), days));
}

/**
 * @param {PeriodStats} period
 * @param {number} days
 * @returns {Trend}
 */
function rateTrend({ resolution_rate, previous }, days) {
  const before = previous?.resolution_rate;
  if (resolution_rate === null || !before) return NONE;
  const points = Math.round(resolution_rate * 100) - Math.round(before * 100);
  const direction = directionOf(points);
  const tone = {
    up: /** @type {const} */ ('good'),
    down: /** @type {const} */ ('bad'),
    same: null,
  };
  return { direction, tone: tone[direction], ...text.rate(points, days) };
}

/**
 * Return the trends of the four figures against the period before; null for all time, which has
 * none.
 * @param {PeriodStats} period
 */
export function trendsOf(period) {
  const days = PERIOD_DAYS[period.name];
  if (days === null) return null;
  return {
    created: createdTrend(period, days),
    open: openTrend(period, days),
    perDay: perDayTrend(period, days),
    rate: rateTrend(period, days),
  };
}
