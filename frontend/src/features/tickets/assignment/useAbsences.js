import { useQuery } from '@tanstack/react-query';

import { listTeams } from '../../../api/teams.js';
import { useNow } from '../../../ui/hooks/useNow.js';

const FRESH = 60_000;

/**
 * Return until when agents are away, in milliseconds, by their ids. Teams tell of their members; who
 * is in none, or in one whose members are not told, counts as here.
 * @param {boolean} isNeeded
 * @returns {Map<number, number>}
 */
export function useAbsences(isNeeded) {
  const now = useNow();
  const { data } = useQuery({
    queryKey: ['references', 'team', ''],
    queryFn: ({ signal }) => listTeams({ signal }),
    enabled: isNeeded,
    staleTime: FRESH,
    retry: false,
  });
  /** @type {Map<number, number>} */
  const absences = new Map();
  if (!isNeeded) return absences;
  for (const { id, away_until: until } of (data ?? []).flatMap(({ members }) => members ?? [])) {
    const end = until ? Date.parse(until) : 0;
    if (end > Math.max(now, absences.get(id) ?? 0)) absences.set(id, end);
  }
  return absences;
}
