import { useCallback, useSyncExternalStore } from 'react';

/**
 * Return whether a media query matches, kept up to date.
 * @param {string} query
 */
export function useMediaQuery(query) {
  const subscribe = useCallback(
    (/** @type {() => void} */ listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
