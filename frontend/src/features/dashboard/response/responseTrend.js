import { formatDecimal, formatShare } from '../../../lib/numbers.js';
import { responseCopy } from './copy.js';

// The medians are estimates, and may differ by as much without any cause.
const SLIGHT = 0.05;

/**
 * Return the trend of a median against the period before; null for all time, which has none. Less
 * is better.
 * @param {import('../../../types').ResponseTimes} times
 * @param {number | null} days
 * @returns {import('../trends.js').Trend | null}
 */
export function responseTrend({ median_seconds: median, previous }, days) {
  const text = responseCopy.trends;
  if (days === null || median === null) return null;
  const before = previous?.median_seconds;
  if (!before) return { direction: null, tone: null, lead: text.none, rest: '' };
  const change = median / before - 1;
  if (Math.abs(change) < SLIGHT) return { direction: 'same', tone: null, ...text.same(days) };
  if (change < 0) {
    return { direction: 'down', tone: 'good', ...text.faster(formatShare(-change), days) };
  }
  const words =
    change < 1
      ? text.slower(formatShare(change), days)
      : text.longer(formatDecimal(median / before), days);
  return { direction: 'up', tone: 'bad', ...words };
}
