import { useEffect } from 'react';

/** @type {HTMLElement | null} */
let last = null;

/**
 * Remember the last focused element outside elements that match a selector.
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

/** Return the focus to the element that had it before. */
export function focusBack() {
  const target = last?.isConnected ? last : document.getElementById('main');
  target?.focus({ preventScroll: true });
}
