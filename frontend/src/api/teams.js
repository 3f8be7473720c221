import { connect } from './connection.js';

/**
 * Return all teams, by name.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<import('../types').Team[]>}
 */
export async function listTeams({ signal } = {}) {
  const http = await connect();
  return (await http.get('teams/', { signal })).data;
}
