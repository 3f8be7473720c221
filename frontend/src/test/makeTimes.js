/**
 * Return the times of a metric: by default of eight tickets, faster than in the period before.
 * @param {Partial<import('../types').ResponseTimes>} [values]
 * @returns {import('../types').ResponseTimes}
 */
export function makeTimes(values = {}) {
  return {
    count: 8,
    median_seconds: 8040,
    p90_seconds: 97_200,
    previous: { count: 10, median_seconds: 10_050, p90_seconds: 90_000 },
    by_priority: {
      critical: { count: 2, median_seconds: 720, p90_seconds: 1800 },
      high: { count: 3, median_seconds: 4500, p90_seconds: 9000 },
      medium: { count: 3, median_seconds: 40_000, p90_seconds: 97_200 },
      low: NO_TIMES,
    },
    ...values,
  };
}

/** @type {import('../types').Durations} */
export const NO_TIMES = { count: 0, median_seconds: null, p90_seconds: null };

/** @returns {import('../types').ResponseTimes} */
export const makeNoTimes = () => ({
  ...NO_TIMES,
  previous: NO_TIMES,
  by_priority: { critical: NO_TIMES, high: NO_TIMES, medium: NO_TIMES, low: NO_TIMES },
});

/** @type {import('../types').Stats['waiting']} */
export const NOBODY_WAITS = {
  count: 0,
  since: null,
  by_priority: { critical: 0, high: 0, medium: 0, low: 0 },
};
