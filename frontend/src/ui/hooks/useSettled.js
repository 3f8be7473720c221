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
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
