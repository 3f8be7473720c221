import { useQueries, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import {
  createTeam,
  getCategoryTeams,
  getTeam,
  listTeams,
  setCategoryTeams,
  updateTeam,
} from '../../../api/teams.js';
import { say } from '../said.js';
import { tellSaved } from '../tellSaved.js';
import { teamsCopy } from './copy.js';
import { formOf, toRequest } from './values.js';

/**
 * @typedef {import('../../../types').Team} Team
 * @typedef {import('./values.js').TeamForm} TeamForm
 * @typedef {import('../useEditor.js').Read<TeamForm>} Read
 */

/** The same that lists of teams to choose from read. */
export const TEAMS = ['references', 'team', ''];
export const CATEGORY_TEAMS = ['category-teams'];

/** Return the teams, and which categories go to them, as one query. */
export function useTeams() {
  const [teams, categories] = useQueries({
    queries: [
      { queryKey: TEAMS, queryFn: ({ signal }) => listTeams({ signal }), staleTime: 0 },
      {
        queryKey: CATEGORY_TEAMS,
        queryFn: ({ signal }) => getCategoryTeams({ signal }),
        staleTime: 0,
      },
    ],
  });
  const isThere = Boolean(teams.data && categories.data);
  const failed = [teams, categories].find(({ isError }) => isError);
  return {
    data: isThere
      ? {
          teams: /** @type {Team[]} */ (teams.data),
          categories: /** @type {import('../../../types').CategoryTeams} */ (categories.data),
        }
      : undefined,
    isPending: !isThere && !failed,
    isPaused: teams.isPaused || categories.isPaused,
    isError: Boolean(failed),
    error: failed?.error,
    refetch: () => Promise.all([teams.refetch(), categories.refetch()]),
  };
}

/** Return a function that has everything that names teams read again. */
export function useTeamsRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [['references'], CATEGORY_TEAMS, ['views'], ['tickets']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
}

/**
 * @param {TeamForm} form
 * @param {TeamForm} before
 * @param {number} id
 */
async function sendCategories(form, before, id) {
  const added = form.categories.filter((one) => !before.categories.includes(one));
  const removed = before.categories.filter((one) => !form.categories.includes(one));
  if (!added.length && !removed.length) return;
  await setCategoryTeams({
    ...Object.fromEntries(removed.map((category) => [category, null])),
    ...Object.fromEntries(added.map((category) => [category, id])),
  });
}

/**
 * Return the fields of a team that a form changes.
 * @param {TeamForm} form
 * @param {TeamForm} before
 */
function changesOf(form, before) {
  const [now, then] = [form, before].map(toRequest);
  return Object.fromEntries(
    Object.entries(now).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(then, field)),
    ),
  );
}

/**
 * Store a team and which categories go to it.
 * @param {number | null} id null for a new one
 * @param {TeamForm} form
 * @param {Read} over what is replaced
 * @returns {Promise<{ team: Team, isWhole: boolean }>} `isWhole`: with the categories
 */
async function store(id, form, over) {
  const changes = changesOf(form, over.values);
  const isNew = id === null || over.version === 0;
  /** @type {Team} */
  let team;
  if (isNew) team = await createTeam(toRequest(form));
  else if (Object.keys(changes).length) team = await updateTeam(id, changes, over.version);
  else team = await getTeam(id);
  try {
    await sendCategories(form, isNew ? { ...over.values, categories: [] } : over.values, team.id);
  } catch (error) {
    say({ text: teamsCopy.teamSavedOnly(asApiError(error).message), isProblem: true });
    return { team, isWhole: false };
  }
  return { team, isWhole: true };
}

/**
 * Return the functions that read and store one team.
 * @param {number | null} id null for a new one
 */
export function useTeamChanges(id) {
  const refresh = useTeamsRefresh();

  /** @returns {Promise<Read>} */
  async function read() {
    const [team, categories] = await Promise.all([getTeam(id ?? 0), getCategoryTeams()]);
    return { values: formOf(team, categories), version: team.version };
  }

  return {
    read,
    /** @param {TeamForm} form @param {Read} over */
    async send(form, over) {
      const stored = await store(id, form, over);
      await refresh();
      return { ...stored, form };
    },
    /**
     * Tell that a team is stored, with an Undo unless it is a new one.
     * @param {{ team: Team, form: TeamForm, isWhole: boolean }} saved
     * @param {Read} before
     */
    tell({ team, form, isWhole }, before) {
      if (!isWhole) return;
      tellSaved({
        name: team.name,
        refresh,
        before: before.version
          ? {
              name: before.values.name,
              store: () => store(team.id, before.values, { values: form, version: team.version }),
            }
          : null,
      });
    },
  };
}
