// @vitest-environment node
import { makeTimes, NO_TIMES } from '../../../test/makeTimes.js';
import { responseTrend } from './responseTrend.js';

/** @param {number | null} median @param {number | null} before */
function trend(median, before) {
  const previous = { ...NO_TIMES, median_seconds: before };
  return responseTrend(makeTimes({ median_seconds: median, previous }), 30);
}

/** @param {ReturnType<typeof trend>} found */
const words = (found) => found && `${found.lead} ${found.rest}`.replace(/\u00a0/g, ' ');

test('less is better', () => {
  expect(trend(80, 100)).toMatchObject({ direction: 'down', tone: 'good' });
  expect(words(trend(80, 100))).toMatch(/^20 ?% faster than in the 30 days before$/);
  expect(trend(120, 100)).toMatchObject({ direction: 'up', tone: 'bad' });
  expect(words(trend(120, 100))).toMatch(/^20 ?% slower than in the 30 days before$/);
  expect(words(trend(250, 100))).toBe('2.5 times as long as in the 30 days before');
});

test('what may be the error of the estimate is no change', () => {
  expect(trend(104, 100)).toMatchObject({ direction: 'same', tone: null });
  expect(words(trend(96, 100))).toBe('About as fast as in the 30 days before');
});

test('without times before, or of all time, there is no comparison', () => {
  expect(words(trend(100, null))).toBe('No comparison yet ');
  expect(responseTrend(makeTimes({ previous: null }), null)).toBeNull();
  expect(trend(null, 100)).toBeNull();
});
