// @vitest-environment node
import { PERIODS } from '../../api/vocabulary.js';
import { makeAllTime, makePeriod } from '../../test/makePeriod.js';
import { PERIOD_DAYS, fillSeries, peakOf, tickDates } from './periods.js';

const NOW = Date.parse('2026-03-11T12:00:00Z');

/** @param {{ created: number, resolved: number }[]} steps */
const totals = (steps) =>
  steps.reduce(
    (sum, step) => ({
      created: sum.created + step.created,
      resolved: sum.resolved + step.resolved,
    }),
    { created: 0, resolved: 0 },
  );

describe('the days of a period', () => {
  test('are all there, from its first to today, each once and in order', () => {
    for (const name of PERIODS) {
      const days = PERIOD_DAYS[name];
      if (days === null) continue;
      const since = new Date(NOW - (days - 1) * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
      const dates = fillSeries(makePeriod({ name, since, series: [] })).map(({ date }) => date);
      expect(dates).toHaveLength(days);
      expect(dates[0]).toBe(since);
      expect(dates.at(-1)).toBe('2026-03-11');
      expect([...new Set(dates)].sort()).toEqual(dates);
    }
  });

  test('keep what the server counted and have zeros beside it', () => {
    const period = makePeriod();
    const steps = fillSeries(period);
    expect(totals(steps)).toEqual({ created: period.created, resolved: period.resolved });
    expect(steps[2]).toEqual({ date: '2026-02-12', created: 2, resolved: 0 });
    expect(steps[3]).toEqual({ date: '2026-02-13', created: 0, resolved: 0 });
  });

  test.each(['2026-03-09', '2026-11-02', '2011-12-28'])(
    'are of one date each over a change of the clocks, from %s',
    (since) => {
      const dates = fillSeries(makePeriod({ name: '30d', since, series: [] })).map(
        ({ date }) => date,
      );
      expect(new Set(dates).size).toBe(30);
      expect(dates[0]).toBe(since);
    },
  );

  test('go over the end of February in a leap year', () => {
    const period = makePeriod({ name: '7d', since: '2028-02-26', series: [] });
    expect(fillSeries(period).map(({ date }) => date)).toEqual([
      '2028-02-26',
      '2028-02-27',
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
      '2028-03-02',
      '2028-03-03',
    ]);
  });
});

describe('the months of all time', () => {
  test('go from the first ticket to this month, over the turn of the year', () => {
    const steps = fillSeries(makeAllTime());
    expect(steps.map(({ date, created }) => [date, created])).toEqual([
      ['2025-11-01', 2],
      ['2025-12-01', 0],
      ['2026-01-01', 0],
      ['2026-02-01', 4],
      ['2026-03-01', 0],
    ]);
  });

  test('end with what was counted where an earlier release does not tell of today', () => {
    const { name, since, series } = makeAllTime();
    expect(fillSeries({ name, since, series }).at(-1)?.date).toBe('2026-02-01');
  });

  test('hold all that was counted where it is from a day to come', () => {
    const steps = fillSeries(makeAllTime({ until: '2025-11-30' }));
    expect(steps.at(-1)).toEqual({ date: '2026-02-01', created: 4, resolved: 3 });
  });

  test('are none without tickets', () => {
    expect(fillSeries(makeAllTime({ series: [] }))).toEqual([]);
  });
});

describe('the peak', () => {
  const step = (/** @type {string} */ date, /** @type {number} */ created) => ({
    date,
    created,
    resolved: 9,
  });

  test('is the first of the highest', () => {
    const steps = [step('2026-03-01', 1), step('2026-03-02', 4), step('2026-03-03', 4)];
    expect(peakOf(steps)).toBe(steps[1]);
  });

  test('is none where nothing was created', () => {
    expect(peakOf([step('2026-03-01', 0)])).toBeNull();
    expect(peakOf([])).toBeNull();
  });
});

describe('the dates below a chart', () => {
  const period = makePeriod();

  test.each([4, 8, 30, 100])('are at most %i, equally far apart, and end today', (most) => {
    const dates = fillSeries(period).map(({ date }) => date);
    const ticks = tickDates(fillSeries(period), most);
    expect(ticks.length).toBeLessThanOrEqual(most);
    expect(ticks.at(-1)).toBe('2026-03-11');
    const gaps = ticks.slice(1).map((date, at) => dates.indexOf(date) - dates.indexOf(ticks[at]));
    expect(new Set(gaps).size).toBeLessThanOrEqual(1);
  });

  test('are none where there are no steps', () => {
    expect(tickDates([], 4)).toEqual([]);
  });
});
