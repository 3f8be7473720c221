import { act } from '@testing-library/react';

/** Stops the timers until the test lets time pass. */
export function stopClock() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // The name by which Testing Library finds stopped timers, and moves them on while it waits.
  vi.stubGlobal('jest', {
    advanceTimersByTime: (/** @type {number} */ ms) => vi.advanceTimersByTime(ms),
  });
}

/** @param {number} milliseconds */
export async function pass(milliseconds) {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
}
