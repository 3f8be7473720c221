/** @typedef {import('../../types').Stats['period']} PeriodStats */
/** @typedef {{ date: string, created: number, resolved: number }} Step */

const DAY = 24 * 60 * 60 * 1000;

/**
 * The days in a period, today (UTC) included; null for all time.
 * @type {Record<import('../../types').Period, number | null>}
 */
export const PERIOD_DAYS = { '7d': 7, '30d': 30, '90d': 90, all: null };

/** @param {number} milliseconds since the epoch */
const isoDay = (milliseconds) => new Date(milliseconds).toISOString().slice(0, 10);

/**
 * Return each day of the period. It begins where the server began, independent of the local clock.
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
 * Return one step for each day of the period, or for each month from the first ticket until now,
 * with zeros for those that the server left out.
 * @param {Pick<PeriodStats, 'name' | 'since' | 'series'>} period
 * @param {number} now milliseconds since the epoch
 * @returns {Step[]}
 */
export function fillSeries({ name, since, series }, now) {
  const known = new Map(series.map((step) => [step.date, step]));
  const days = PERIOD_DAYS[name];
  /** @param {string[]} dates */
  const filled = (dates) =>
    dates.map((date) => known.get(date) ?? { date, created: 0, resolved: 0 });
  if (days !== null && since !== null) return filled(daysFrom(since, days));
  if (!series.length) return [];
  const last = series[series.length - 1].date;
  const today = isoDay(now);
  return filled(monthsBetween(series[0].date, last > today ? last : today));
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
