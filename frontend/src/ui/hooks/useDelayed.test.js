import { renderHook } from '@testing-library/react';

import { pass, stopClock } from '../../test/clock.js';
import { useDelayed } from './useDelayed.js';

/** @param {boolean} active */
const renderDelayed = (active) =>
  renderHook(({ active: now }) => useDelayed(now, 150), { initialProps: { active } });

beforeEach(stopClock);

test('what goes on for the whole delay is mentioned, and not sooner', async () => {
  const { result } = renderDelayed(true);
  await pass(149);
  expect(result.current).toBe(false);
  await pass(1);
  expect(result.current).toBe(true);
});

test('what is over sooner is never mentioned', async () => {
  const { result, rerender } = renderDelayed(true);
  await pass(149);
  rerender({ active: false });
  await pass(1000);
  rerender({ active: true });
  expect(result.current).toBe(false);
});

test('what is over is not mentioned any longer, and the next time waits anew', async () => {
  const { result, rerender } = renderDelayed(true);
  await pass(150);
  rerender({ active: false });
  expect(result.current).toBe(false);
  rerender({ active: true });
  expect(result.current).toBe(false);
  await pass(150);
  expect(result.current).toBe(true);
});
