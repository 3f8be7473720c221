/** @typedef {import('../../types').Stats['period']} PeriodStats */
/** @typedef {{ date: string, created: number, resolved: number }} Step */

const DAY = 24 * 60 * 60 * 1000;

/**
 * The days in a period, the team’s today included; null for all time.
 * @type {Record<import('../../types').Period, number | null>}
 */
export const PERIOD_DAYS = { '7d': 7, '30d': 30, '90d': 90, all: null };

/**
 * Return the time zone of the days, which may be another than the reader’s; those of earlier
 * releases are of UTC.
 * @param {Partial<Pick<PeriodStats, 'time_zone'>>} period
 */
export const zoneOf = ({ time_zone: zone }) => zone ?? 'UTC';

/** @param {number} milliseconds since the epoch, of a midnight in UTC */
const isoDay = (milliseconds) => new Date(milliseconds).toISOString().slice(0, 10);

/**
 * Return each day of the period. It begins where the server began. Days are counted in
 * UTC, in which each has 24 hours, whatever they have where the team or the reader is.
 * @param {string} since
 * @param {number} days
 */
function daysFrom(since, days) {
  const first = Date.parse(since);
  return Array.from({ length: days }, (_, index) => isoDay(first + index * DAY));
}

/**
 * Return the first day of each month from one to another, both included.
 * @param {string} first
 * @param {string} last
 */
function monthsBetween(first, last) {
  const months = [];
  const [year, month] = first.split('-').map(Number);
  for (let step = 0; ; step += 1) {
    const date = isoDay(Date.UTC(year, month - 1 + step, 1));
    if (date > last) return months;
    months.push(date);
  }
}

/**
 * Return one step for each day of the period, or for each month from the first ticket until today,
 * with zeros for those that the server left out. Today is the server's: the day here may be another.
 * @param {Pick<PeriodStats, 'name' | 'since' | 'series'> & Partial<Pick<PeriodStats, 'until'>>} period
 *   earlier releases do not return `until`
 * @returns {Step[]}
 */
export function fillSeries({ name, since, until, series }) {
  const known = new Map(series.map((step) => [step.date, step]));
  const days = PERIOD_DAYS[name];
  /** @param {string[]} dates */
  const filled = (dates) =>
    dates.map((date) => known.get(date) ?? { date, created: 0, resolved: 0 });
  if (days !== null && since !== null) return filled(daysFrom(since, days));
  if (!series.length) return [];
  const last = series[series.length - 1].date;
  return filled(monthsBetween(series[0].date, until && until > last ? until : last));
}

/**
 * Return the first step with the most created tickets; null if there were none.
 * @param {Step[]} steps
 */
export function peakOf(steps) {
  const peak = steps.reduce(
    (most, step) => (step.created > most.created ? step : most),
    steps[0] ?? { created: 0 },
  );
  return peak.created ? peak : null;
}

/**
 * Return the dates to label below a chart: at most so many, evenly spaced, today included.
 * @param {Step[]} steps
 * @param {number} most
 */
export function tickDates(steps, most) {
  const apart = Math.ceil(steps.length / most);
  return steps
    .filter((_, index) => (steps.length - 1 - index) % apart === 0)
    .map(({ date }) => date);
}
