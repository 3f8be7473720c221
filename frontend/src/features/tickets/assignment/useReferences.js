import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { findAgents } from '../../../api/mentions.js';
import { listTeams } from '../../../api/teams.js';
import { fold } from '../../../lib/folding.js';

/** @typedef {import('../../../types').Reference} Reference */

const FRESH = 60_000;

/** @type {Record<import('../../../types').ReferenceField, (search: string, signal: AbortSignal) => Promise<Reference[]>>} */
const SOURCES = {
  assignee: (search, signal) => findAgents(search, { signal }),
  async team(search, signal) {
    const teams = await listTeams({ signal });
    const wanted = fold(search);
    return teams.filter(({ name }) => fold(name).includes(wanted));
  },
};

/**
 * Return the agents or teams with a text in their names.
 * @param {import('../../../types').ReferenceField} field
 * @param {string} text
 */
export function useReferences(field, text) {
  const search = text.trim();
  return useQuery({
    queryKey: ['references', field, search],
    queryFn: ({ signal }) => SOURCES[field](search, signal),
    placeholderData: keepPreviousData,
    staleTime: FRESH,
    retry: false,
  });
}
