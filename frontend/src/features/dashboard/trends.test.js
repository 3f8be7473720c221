// @vitest-environment node
import { makeAllTime, makePeriod } from '../../test/makePeriod.js';
import { trendsOf } from './trends.js';

/** @typedef {import('./trends.js').PeriodStats} PeriodStats */

/** @param {Partial<PeriodStats>} values */
function trends(values) {
  const found = trendsOf(makePeriod(values));
  if (!found) throw new Error('There is a period before 30 days.');
  return found;
}

const QUIET = { created: 0, resolved: 0, avg_per_day: 0, resolution_rate: null };
const BEFORE = { created: 100, resolved: 50, avg_per_day: 3.3, resolution_rate: 0.5 };

/** @param {import('./trends.js').Trend} trend */
const words = ({ lead, rest }) => `${lead} ${rest}`.trim();

test('all time has no trends', () => {
  expect(trendsOf(makeAllTime())).toBeNull();
});

describe('created', () => {
  test.each([
    [112, 'up', /^12.?% more than in the 30 days before$/],
    [88, 'down', /^12.?% fewer than in the 30 days before$/],
    [0, 'down', /^100.?% fewer than/],
    [100, 'same', /^As many as in the 30 days before$/],
  ])('%i after 100', (created, direction, text) => {
    const { created: trend } = trends({ created, previous: BEFORE });
    expect(trend.direction).toBe(direction);
    expect(words(trend)).toMatch(text);
  });

  test('a change too small for a percent is none to speak of', () => {
    const { created: trend } = trends({ created: 1001, previous: { ...BEFORE, created: 1000 } });
    expect(trend.direction).toBe('same');
    expect(words(trend)).toBe('About as many as in the 30 days before');
  });

  test('is never good or bad', () => {
    expect(trends({ created: 300, previous: BEFORE }).created.tone).toBeNull();
    expect(trends({ created: 3, previous: BEFORE }).created.tone).toBeNull();
  });
});

test('open now: what came in beyond what was resolved', () => {
  expect(words(trends({ open_change: 4 }).open)).toBe('4 more created than resolved in 30 days');
  expect(words(trends({ open_change: -4 }).open)).toBe('4 fewer created than resolved in 30 days');
  expect(words(trends({ open_change: 0 }).open)).toBe('As many created as resolved in 30 days');
  expect(trends({ open_change: -4 }).open).toMatchObject({ direction: 'down', tone: null });
});

test('per day: the difference of the figures as they are shown', () => {
  const { perDay } = trends({ avg_per_day: 3.7, previous: BEFORE });
  expect(words(perDay)).toMatch(/^0.4 more than in the 30 days before$/);
  expect(perDay).toMatchObject({ direction: 'up', tone: null });
  expect(words(trends({ avg_per_day: 3.3, previous: BEFORE }).perDay)).toMatch(/^As many as/);
});

describe('resolution rate', () => {
  test.each([
    [0.55, 'up', 'good', '5 points higher than in the 30 days before'],
    [0.49, 'down', 'bad', '1 point lower than in the 30 days before'],
    [0.501, 'same', null, 'The same as in the 30 days before'],
  ])('%d after 0.5', (resolution_rate, direction, tone, text) => {
    const { rate } = trends({ resolution_rate, previous: BEFORE });
    expect(rate).toMatchObject({ direction, tone });
    expect(words(rate)).toBe(text);
  });
});

test.each([
  ['nothing was counted before', null],
  ['there were no tickets before', QUIET],
])('there is nothing to compare with where %s', (_why, previous) => {
  const { created, perDay, rate } = trends({ previous });
  for (const trend of [created, perDay, rate]) {
    expect(trend).toEqual({ direction: null, tone: null, lead: 'No comparison yet', rest: '' });
  }
});

test('there is no rate to compare where nothing was created', () => {
  expect(trends({ resolution_rate: null, previous: BEFORE }).rate.direction).toBeNull();
});

test('the words name the period', () => {
  expect(words(trends({ name: '7d', created: 9, previous: BEFORE }).created)).toMatch(
    /in the 7 days before$/,
  );
});
