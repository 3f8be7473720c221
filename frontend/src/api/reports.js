import { read } from './connection.js';

/**
 * Return the figures of agents and teams in the last so many days.
 * @param {number} days
 * @param {import('./tickets.js').RequestOptions} [options]
 * @returns {Promise<import('../types').Reports>}
 */
export async function getReports(days, { signal } = {}) {
  const params = new URLSearchParams({ days: String(days) });
  return (await read({ path: 'reports/', params }, signal)).data;
}
