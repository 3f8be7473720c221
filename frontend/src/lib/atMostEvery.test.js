import { atMostEvery } from './atMostEvery.js';

beforeEach(() => vi.useFakeTimers());

test('the first call runs at once, and those that come too early once afterwards', () => {
  const run = vi.fn();
  const call = atMostEvery(1000, run);
  call();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(400);
  call();
  call();
  vi.advanceTimersByTime(599);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5000);
  expect(run).toHaveBeenCalledTimes(2);
  call();
  expect(run).toHaveBeenCalledTimes(3);
});

test('a call during the run is made up for as well', () => {
  const run = vi.fn();
  const call = atMostEvery(1000, run);
  run.mockImplementationOnce(() => call());
  call();
  vi.advanceTimersByTime(1000);
  expect(run).toHaveBeenCalledTimes(2);
});
