import { useQueries } from '@tanstack/react-query';

import { findAgents } from '../../../api/mentions.js';
import { listTeams } from '../../../api/teams.js';
import { excludeOf } from '../../../domain/view/filters.js';
import { assignmentCopy } from './copy.js';

/** @typedef {import('../../../types').ReferenceField} ReferenceField */

const FRESH = 60_000;

/**
 * Return a function that names the agents and teams of a view's filters. It asks only where some are
 * named by their ids.
 * @param {import('../../../types').TicketFilters} view
 */
export function useReferenceNames(view) {
  const isNeeded = (/** @type {ReferenceField} */ field) =>
    [...view[field], ...view[excludeOf(field)]].some((value) => typeof value === 'number');
  const [agents, teams] = useQueries({
    queries: [
      {
        queryKey: ['references', 'assignee', ''],
        queryFn: ({ signal }) => findAgents('', { signal }),
        enabled: isNeeded('assignee'),
        staleTime: FRESH,
      },
      {
        queryKey: ['references', 'team', ''],
        queryFn: ({ signal }) => listTeams({ signal }),
        enabled: isNeeded('team'),
        staleTime: FRESH,
      },
    ],
  });
  const known = { assignee: agents.data ?? [], team: teams.data ?? [] };

  /** @param {ReferenceField} field @param {number | 'me' | 'mine' | 'none'} value */
  return (field, value) => {
    if (value === 'none') return assignmentCopy.nobody[field];
    if (value === 'me') return assignmentCopy.me;
    if (value === 'mine') return assignmentCopy.myTeams.toLowerCase();
    const found = known[field].find(({ id }) => id === value);
    // All teams are known, but only the first agents.
    const isGone = field === 'team' && teams.isSuccess;
    return found?.name ?? (isGone ? assignmentCopy.deletedTeam : `#${value}`);
  };
}
