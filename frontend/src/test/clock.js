import { act } from '@testing-library/react';

/** Stop the timers until the test lets time pass. */
export function stopClock() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // Testing Library looks for this name to advance fake timers while it waits.
  vi.stubGlobal('jest', {
    advanceTimersByTime: (/** @type {number} */ ms) => vi.advanceTimersByTime(ms),
  });
}

/** @param {number} milliseconds */
export async function pass(milliseconds) {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
}
