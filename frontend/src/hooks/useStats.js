import { useQuery } from '@tanstack/react-query';

import { getStats } from '../api/tickets.js';
import { keys } from './ticketCache.js';

/** The figures of the dashboard; the Navbar takes the number of open tickets from them. */
export function useStats() {
  return useQuery({ queryKey: keys.stats, queryFn: ({ signal }) => getStats({ signal }) });
}
