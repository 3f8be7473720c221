import { useEffect } from 'react';

/** @type {HTMLElement | null} */
let last = null;

/**
 * Remembers what had the focus last outside of the passing elements that match.
 * @param {string} passing
 */
export function useLastFocus(passing) {
  useEffect(() => {
    /** @param {FocusEvent} event */
    function remember({ target }) {
      if (target instanceof HTMLElement && !target.closest(passing)) last = target;
    }
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [passing]);
}

/** Puts the focus back to where it was before. */
export function focusBack() {
  const target = last?.isConnected ? last : document.getElementById('main');
  target?.focus({ preventScroll: true });
}
