import { useEffect, useState } from 'react';

/**
 * Return whether something has been going on for a while: shorter waits need no mention.
 * @param {boolean} active
 * @param {number} delay in milliseconds
 */
export function useDelayed(active, delay) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return undefined;
    const timer = setTimeout(() => setLate(true), delay);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [active, delay]);
  return active && late;
}
