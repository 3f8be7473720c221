import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { listTickets } from '../../api/tickets.js';
import { SEARCH_MAX } from '../../api/vocabulary.js';
import { useAccess } from '../../domain/session/useAccess.js';
import { NO_FILTERS } from '../../domain/view/filters.js';
import { SEARCH_DELAY } from '../../features/tickets/filters/useSearchText.js';

const SHOWN = 6;
const LEAST = 2;

/** @type {import('../../types').Ticket[]} */
const NONE = [];

/**
 * Return the newest tickets that contain the words typed, once typing pauses.
 * @param {string} text
 */
export function usePaletteTickets(text) {
  const [search, setSearch] = useState('');
  const isAllowed = useAccess() !== 'denied';
  const wanted = isAllowed && text.trim().length >= LEAST ? text.trim().slice(0, SEARCH_MAX) : '';

  useEffect(() => {
    const timer = setTimeout(() => setSearch(wanted), SEARCH_DELAY);
    return () => clearTimeout(timer);
  }, [wanted]);

  const { data, isFetching, isError } = useQuery({
    queryKey: ['tickets', 'palette', search],
    queryFn: ({ signal }) =>
      listTickets({ ...NO_FILTERS, search, ordering: '-created_at' }, { signal }),
    enabled: search !== '' && search === wanted,
    placeholderData: keepPreviousData,
  });
  const isAbout = wanted !== '' && search !== '';
  return {
    tickets: isAbout && data ? data.tickets.slice(0, SHOWN) : NONE,
    isSearching: wanted !== '' && (search !== wanted || isFetching),
    hasFailed: isAbout && isError,
  };
}
