import { connect } from './connection.js';

/**
 * How this installation is set up, as far as the interface shows it.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<{ open_access: boolean, suggestions: boolean }>}
 */
export async function getConfig({ signal } = {}) {
  const http = await connect();
  return (await http.get('config/', { signal })).data;
}
