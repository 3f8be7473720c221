import { connect } from './connection.js';
import { nameCsrfCookie } from './csrfToken.js';

/**
 * Return how this installation is set up, as far as the interface shows it.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<import('../types').Config>}
 */
export async function getConfig({ signal } = {}) {
  const http = await connect();
  const { data } = await http.get('config/', { signal });
  nameCsrfCookie(data.csrf_cookie);
  return data;
}
