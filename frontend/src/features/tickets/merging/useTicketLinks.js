import { useQuery } from '@tanstack/react-query';

import { getTicketLinks } from '../../../api/related/merging.js';
import { keys } from '../../../domain/ticket/keys.js';

const FRESH = 20_000;

/**
 * Return the tickets that were merged with one, or linked.
 * @param {number} id
 */
export function useTicketLinks(id) {
  return useQuery({
    queryKey: keys.beside(id),
    queryFn: ({ signal }) => getTicketLinks(id, { signal }),
    staleTime: FRESH,
  });
}
