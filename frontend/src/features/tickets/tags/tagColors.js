/** @typedef {import('../../../types').TagColor} TagColor */

/** @type {Map<string, TagColor>} */
const known = new Map();

/**
 * Remember the colours of tags, for tickets that get one before the server has answered.
 * @param {import('../../../types').Tag[]} tags
 */
export function noteColors(tags) {
  tags.forEach(({ name, color }) => known.set(name, color));
}

/**
 * @param {Pick<import('../../../types').Ticket, 'tag_colors'>} ticket
 * @param {string} name
 * @returns {TagColor}
 */
export const colorOf = ({ tag_colors }, name) => tag_colors?.[name] ?? known.get(name) ?? 'gray';
