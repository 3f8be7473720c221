import { create } from 'zustand';

/**
 * Return a place where refused requests wait until the person has done something about it in a
 * dialog. `useGate` is null, `asking` while the dialog is open, or `postponed` once it was closed.
 */
export function createGate() {
  const useGate = create(() => /** @type {'asking' | 'postponed' | null} */ (null));
  /** @type {((isResolved: boolean) => void)[]} */
  let waiting = [];

  /** @param {boolean} isResolved */
  function resume(isResolved) {
    const held = waiting;
    waiting = [];
    held.forEach((resolve) => resolve(isResolved));
  }

  return {
    useGate,
    /**
     * Hold a request. After a postponement only a change asks again, never a background refresh.
     * @param {{ isChange: boolean }} reason
     * @returns {Promise<boolean>} whether to send it again
     */
    hold({ isChange }) {
      if (useGate.getState() === 'postponed' && !isChange) return Promise.resolve(false);
      useGate.setState('asking', true);
      return new Promise((resolve) => waiting.push(resolve));
    },
    /** Send again what waits. */
    open() {
      useGate.setState(null, true);
      resume(true);
    },
    /** Continue without: what waits fails. */
    postpone() {
      useGate.setState('postponed', true);
      resume(false);
    },
    /** Reset the state, for tests. */
    reset() {
      useGate.setState(null, true);
      waiting = [];
    },
  };
}
