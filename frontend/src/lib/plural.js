import { formatCount } from './numbers.js';

/** @param {number} count @param {string} thing */
export const plural = (count, thing) => `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`;
