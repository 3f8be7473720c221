import { connect } from '../../../api/connection.js';
import { nextCursor } from '../../../api/linkHeader.js';

/**
 * @typedef {import('../../../types').Tag} Tag
 * @typedef {import('../../../types').TagDetail} TagDetail
 * @typedef {Pick<Tag, 'name' | 'color'>} TagValues
 * @typedef {{ signal?: AbortSignal }} RequestOptions
 */

/** @param {number} version */
const onlyOver = (version) => ({ headers: { 'If-Match': `"${version}"` } });

/**
 * Return a page of the tags with a text in their names, and the cursor of the next one.
 * @param {RequestOptions & { search?: string, cursor?: string | null }} options
 * @returns {Promise<{ tags: Tag[], nextCursor: string | null }>}
 */
export async function listTagsPage({ search, cursor, signal }) {
  const http = await connect();
  const params = { search: search || undefined, cursor: cursor ?? undefined };
  const { data, headers } = await http.get('tags/', { params, signal });
  return { tags: data, nextCursor: nextCursor(headers.link) };
}

/**
 * Return a tag with the number of its tickets.
 * @param {number} id
 * @param {RequestOptions} [options]
 * @returns {Promise<TagDetail>}
 */
export async function getTag(id, { signal } = {}) {
  const http = await connect();
  return (await http.get(`tags/${id}/`, { signal })).data;
}

/** @param {TagValues} values @returns {Promise<TagDetail>} */
export async function createTag(values) {
  const http = await connect();
  return (await http.post('tags/', values)).data;
}

/**
 * Change a tag, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {Partial<TagValues>} values
 * @param {number} version
 * @returns {Promise<TagDetail>}
 */
export async function updateTag(id, values, version) {
  const http = await connect();
  return (await http.patch(`tags/${id}/`, values, onlyOver(version))).data;
}

/**
 * Put another tag on a tag's tickets instead, and return that one.
 * @param {number} id
 * @param {number} into
 * @param {number} version
 * @returns {Promise<TagDetail>}
 */
export async function mergeTag(id, into, version) {
  const http = await connect();
  return (await http.post(`tags/${id}/merge/`, { into }, onlyOver(version))).data;
}

/**
 * Delete a tag, unless somebody else has changed it since that version.
 * @param {number} id
 * @param {number} version
 */
export async function deleteTag(id, version) {
  const http = await connect();
  await http.delete(`tags/${id}/`, onlyOver(version));
}
