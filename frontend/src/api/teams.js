import { connect } from './connection.js';

/**
 * @typedef {import('../types').Team} Team
 * @typedef {import('../types').TeamValues} TeamValues
 * @typedef {import('../types').CategoryTeams} CategoryTeams
 * @typedef {{ signal?: AbortSignal }} RequestOptions
 */

/** @param {number} version */
const onlyOver = (version) => ({ headers: { 'If-Match': `"${version}"` } });

/**
 * Return all teams, by name.
 * @param {RequestOptions} [options]
 * @returns {Promise<Team[]>}
 */
export async function listTeams({ signal } = {}) {
  const http = await connect();
  return (await http.get('teams/', { signal })).data;
}

/** @param {number} id @returns {Promise<Team>} */
export async function getTeam(id) {
  const http = await connect();
  return (await http.get(`teams/${id}/`)).data;
}

/** @param {TeamValues} values @returns {Promise<Team>} */
export async function createTeam(values) {
  const http = await connect();
  return (await http.post('teams/', values)).data;
}

/**
 * Change a team, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {Partial<TeamValues>} values `members` are then all of them
 * @param {number} version
 * @returns {Promise<Team>}
 */
export async function updateTeam(id, values, version) {
  const http = await connect();
  return (await http.patch(`teams/${id}/`, values, onlyOver(version))).data;
}

/**
 * Delete a team, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {number} version
 */
export async function deleteTeam(id, version) {
  const http = await connect();
  await http.delete(`teams/${id}/`, onlyOver(version));
}

/**
 * Return the team that gets the new tickets of each category.
 * @param {RequestOptions} [options]
 * @returns {Promise<CategoryTeams>}
 */
export async function getCategoryTeams({ signal } = {}) {
  const http = await connect();
  return (await http.get('category-teams/', { signal })).data;
}

/**
 * @param {Partial<Record<import('../types').Category, number | null>>} teams their ids
 * @returns {Promise<CategoryTeams>}
 */
export async function setCategoryTeams(teams) {
  const http = await connect();
  return (await http.patch('category-teams/', teams)).data;
}
