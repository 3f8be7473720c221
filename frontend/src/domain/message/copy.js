import { formatDecimal } from '../../lib/numbers.js';
import { plural } from '../../lib/plural.js';

const KB = 1024;

/** @param {number} bytes */
const kilobytes = (bytes) => `${formatDecimal(bytes / KB)} kB`;

/** Texts about messages that several features use. */
export const messageCopy = {
  tooLong: (/** @type {number} */ characters) =>
    `This is too long. Shorten it by about ${plural(characters, 'character')}.`,
  count: (/** @type {number} */ bytes, /** @type {number} */ max) =>
    `${formatDecimal(bytes / KB)} / ${kilobytes(max)}`,
  countSpoken: (/** @type {number} */ left) =>
    left < 0 ? `${kilobytes(-left)} too many` : `${kilobytes(left)} left`,
};
