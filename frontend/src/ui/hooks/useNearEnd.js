import { useEffect, useRef } from 'react';

/**
 * Return a ref; `onNear` is called when its element comes close to the visible area.
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
