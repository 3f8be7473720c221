/** @typedef {import('../types').Stats['period']} PeriodStats */

/**
 * Return the figures of a period: by default 30 quiet days after 30 busier ones.
 * @param {Partial<PeriodStats>} [values]
 * @returns {PeriodStats}
 */
export function makePeriod(values = {}) {
  return {
    name: '30d',
    since: '2026-02-10',
    until: '2026-03-11',
    time_zone: 'UTC',
    bucket: 'day',
    created: 6,
    resolved: 3,
    avg_per_day: 0.2,
    resolution_rate: 0.5,
    open_change: 3,
    previous: { created: 12, resolved: 3, avg_per_day: 0.4, resolution_rate: 0.25 },
    series: [
      { date: '2026-02-12', created: 2, resolved: 0 },
      { date: '2026-03-11', created: 4, resolved: 3 },
    ],
    priority_breakdown: { low: 1, medium: 2, high: 0, critical: 3 },
    category_breakdown: { billing: 1, technical: 4, account: 1, general: 0 },
    status_breakdown: { open: 2, in_progress: 1, resolved: 2, closed: 1 },
    ...values,
  };
}

/**
 * @param {Partial<PeriodStats>} [values]
 * @returns {PeriodStats}
 */
export function makeAllTime(values = {}) {
  return makePeriod({
    name: 'all',
    since: null,
    bucket: 'month',
    open_change: null,
    previous: null,
    series: [
      { date: '2025-11-01', created: 2, resolved: 0 },
      { date: '2026-02-01', created: 4, resolved: 3 },
    ],
    ...values,
  });
}
