import { fold } from '../../lib/folding.js';

/** @typedef {import('../../types').TagEdit} TagEdit */

/** @param {unknown} value @returns {value is TagEdit} */
export const isTagEdit = (value) => Boolean(value && typeof value === 'object' && 'add' in value);

/**
 * Return whether two names are one tag's: case and accents don't count.
 * @param {string} one
 * @param {string} other
 */
export const isSameTag = (one, other) => fold(one) === fold(other);

/**
 * Return whether a tag is among some names.
 * @param {string[]} names
 * @param {string} name
 */
export const hasTag = (names, name) => names.some((one) => isSameTag(one, name));

/**
 * Return what makes one set of tags of another.
 * @param {string[]} before
 * @param {string[]} after
 * @returns {TagEdit}
 */
export const tagEdit = (before, after) => ({
  add: after.filter((name) => !hasTag(before, name)),
  remove: before.filter((name) => !hasTag(after, name)),
});

/**
 * Return a ticket's tags after a change of them, in the server's order.
 * @param {string[]} tags
 * @param {TagEdit} edit
 */
export function editTags(tags, { add, remove }) {
  const kept = tags.filter((name) => !hasTag(remove, name));
  return [...kept, ...add.filter((name) => !hasTag(kept, name))].sort((one, other) =>
    fold(one) < fold(other) ? -1 : 1,
  );
}

/** @param {TagEdit} edit */
export const tagChangeWords = ({ add, remove }) =>
  [
    ...(add.length ? [`added ${add.join(', ')}`] : []),
    ...(remove.length ? [`removed ${remove.join(', ')}`] : []),
  ].join(', ');

/**
 * Return names with one more, or without it if it is among them.
 * @param {string[]} names
 * @param {string} name
 */
export const toggled = (names, name) =>
  hasTag(names, name) ? names.filter((one) => !isSameTag(one, name)) : [...names, name];
