// As in `backend/core/text/mentions.py`.
const MENTION = /\[(@(?:\\[\\[\]]|[^\\[\]\n]){1,300})\]\(agent:[0-9]{1,18}\)/g;
const ESCAPED = /\\([\\[\]])/g;

/**
 * Return the mention of an agent as it stands in the text of a note: the id says who is meant, for
 * names are not unique.
 * @param {{ id: number, name: string }} agent
 */
export function mentionOf({ id, name }) {
  return `[@${name.replace(/[\\[\]]/g, '\\$&')}](agent:${id})`;
}

/**
 * Return a text that has the names of those who are mentioned alone.
 * @param {string} text
 */
export function flattenMentions(text) {
  return text.replace(MENTION, (_, /** @type {string} */ name) => name.replace(ESCAPED, '$1'));
}
