import { useEffect, useState } from 'react';

/**
 * Return a value once it has stayed the same for a while.
 * @template T
 * @param {T} value
 * @param {number} delay in milliseconds
 */
export function useSettled(value, delay) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === settled) return undefined;
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, settled, delay]);
  return settled;
}
