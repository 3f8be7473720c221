import { presenceCopy } from './copy.js';

/** @typedef {import('../../../types').Presence} Presence */

/** @param {Presence} one */
export const presentName = ({ id, name }) => (id === null ? presenceCopy.someone : name);

/** @param {string[]} words */
export const inWords = (words) => new Intl.ListFormat('en').format(words);

/**
 * Return what others are writing, in words; replies come first, for they go to the requester.
 * @param {Presence[]} others
 * @returns {string[]}
 */
export function writersInWords(others) {
  return /** @type {const} */ (['replying', 'noting']).flatMap((doing) => {
    const names = others.filter((one) => one.doing === doing).map(presentName);
    if (!names.length) return [];
    return names.length === 1
      ? presenceCopy.one[doing](names[0])
      : presenceCopy.several[doing](inWords(names));
  });
}
