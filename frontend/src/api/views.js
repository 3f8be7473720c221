import { connect } from './connection.js';

/**
 * @typedef {import('../types').SharedView} SharedView
 * @typedef {import('../types').SharedViewValues} SharedViewValues
 */

/**
 * Return the views of who is signed in, and those that are shared with them.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<SharedView[]>}
 */
export async function listViews({ signal } = {}) {
  const http = await connect();
  return (await http.get('views/', { signal })).data;
}

/**
 * @param {SharedViewValues} values
 * @returns {Promise<SharedView>}
 */
export async function createView(values) {
  const http = await connect();
  return (await http.post('views/', values)).data;
}

/**
 * Change a view, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {Partial<SharedViewValues>} values
 * @param {number} version
 * @returns {Promise<SharedView>}
 */
export async function updateView(id, values, version) {
  const headers = { 'If-Match': `"${version}"` };
  const http = await connect();
  return (await http.patch(`views/${id}/`, values, { headers })).data;
}

/**
 * Delete a view, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {number} version
 */
export async function deleteView(id, version) {
  const headers = { 'If-Match': `"${version}"` };
  const http = await connect();
  await http.delete(`views/${id}/`, { headers });
}
