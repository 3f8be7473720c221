import { useQuery } from '@tanstack/react-query';

import { getConfig } from '../../api/config.js';
import { CONFIG } from './keys.js';

/** Return how this installation is set up; undefined until that is known. */
export function useConfig() {
  const { data } = useQuery({
    queryKey: CONFIG,
    queryFn: ({ signal }) => getConfig({ signal }),
    staleTime: Infinity,
  });
  return data;
}

/**
 * Return the time zone of the days that lists are filtered by, where it is another than the
 * reader's; null where it is theirs, or not known.
 * @param {boolean} isWanted otherwise it is null: to ask for the reader's takes as long as to draw a row
 */
export function useOtherTimeZone(isWanted) {
  const zone = useConfig()?.team_time_zone ?? null;
  if (!isWanted) return null;
  return zone === new Intl.DateTimeFormat().resolvedOptions().timeZone ? null : zone;
}
