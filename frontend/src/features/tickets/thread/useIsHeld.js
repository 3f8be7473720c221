import { useEffect, useState } from 'react';

/**
 * Return whether a reply can still be taken back.
 * @param {string | null} until
 */
export function useIsHeld(until) {
  const [over, setOver] = useState('');
  useEffect(() => {
    if (!until) return undefined;
    const timer = setTimeout(() => setOver(until), Date.parse(until) - Date.now());
    return () => clearTimeout(timer);
  }, [until]);
  return until !== null && over !== until;
}
