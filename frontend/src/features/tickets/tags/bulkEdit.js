import { hasTag, isSameTag } from '../../../domain/ticket/tagEdits.js';

/** @typedef {import('../../../types').TagEdit} TagEdit */

/**
 * Return the state of a tag on several tickets, and all tags that are on any of them.
 * @param {string[][]} tagsOfEach
 * @param {boolean} isAll whether there are other tickets, which are not known here
 */
export function statesOf(tagsOfEach, isAll) {
  const names = [...new Set(tagsOfEach.flat())];
  return new Map(
    names.map((name) => {
      const isOnEach = !isAll && tagsOfEach.every((tags) => hasTag(tags, name));
      return [name, isOnEach ? true : /** @type {const} */ ('mixed')];
    }),
  );
}

/**
 * Return an edit after another press on a tag: what is on some is added to all, then taken off all,
 * then left as it is.
 * @param {TagEdit} edit
 * @param {string} name
 * @param {boolean | 'mixed'} before the state without the edit
 * @returns {TagEdit}
 */
export function nextEdit({ add, remove }, name, before) {
  /** @param {string[]} names */
  const without = (names) => names.filter((one) => !isSameTag(one, name));
  const isAdded = hasTag(add, name);
  const isRemoved = hasTag(remove, name);
  const cleared = { add: without(add), remove: without(remove) };
  if (!isAdded && !isRemoved) {
    return before === true
      ? { ...cleared, remove: [...cleared.remove, name] }
      : { ...cleared, add: [...cleared.add, name] };
  }
  return isAdded && before === 'mixed'
    ? { ...cleared, remove: [...cleared.remove, name] }
    : cleared;
}
