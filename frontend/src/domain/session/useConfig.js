import { useQuery } from '@tanstack/react-query';

import { getConfig } from '../../api/config.js';

/** Return how this installation is set up; undefined until that is known. */
export function useConfig() {
  const { data } = useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => getConfig({ signal }),
    staleTime: Infinity,
  });
  return data;
}
