import { useEffect, useRef } from 'react';

/**
 * Calls back when the element with the returned ref comes close to being seen.
 * @param {() => void} onNear
 * @param {boolean} enabled
 */
export function useNearEnd(onNear, enabled) {
  const target = useRef(/** @type {HTMLDivElement | null} */ (null));
  const latest = useRef(onNear);
  useEffect(() => {
    latest.current = onNear;
  });
  useEffect(() => {
    if (!enabled || !target.current || typeof IntersectionObserver === 'undefined')
      return undefined;
    const root = target.current.closest('[data-scroller]');
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && latest.current(),
      { root, rootMargin: '600px' },
    );
    observer.observe(target.current);
    return () => observer.disconnect();
  }, [enabled]);
  return target;
}
