import { lazily } from './lazily.js';

/**
 * Return a formatter that is made when it is first used: the first one of all takes the browser as
 * long as drawing a page.
 * @param {Intl.NumberFormatOptions} [options]
 */
const formatter = (options) => lazily(() => new Intl.NumberFormat(undefined, options));

const SHORTEST = 100;
const USD = /** @type {const} */ ({ style: 'currency', currency: 'USD' });
const whole = formatter();
const oneDecimal = formatter({ maximumFractionDigits: 1 });
const tenths = formatter({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const money = formatter(USD);
const largeMoney = formatter({ ...USD, maximumFractionDigits: 0 });
const smallMoney = formatter({ ...USD, maximumSignificantDigits: 2 });
const percent = formatter({ style: 'percent', maximumFractionDigits: 0 });

/**
 * @param {number} value
 */
export function formatCount(value) {
  return whole().format(value);
}

/**
 * @param {number} value
 */
export function formatDecimal(value) {
  return oneDecimal().format(value);
}

/**
 * @param {number} fraction between 0 and 1
 */
export function formatShare(fraction) {
  return percent().format(fraction);
}

/**
 * Return a duration: "0.4 s", "12 s".
 * @param {number} milliseconds
 */
export function formatDuration(milliseconds) {
  if (milliseconds < SHORTEST) return `< ${tenths().format(0.1)}\u00a0s`;
  const seconds = milliseconds / 1000;
  return `${seconds < 10 ? tenths().format(seconds) : whole().format(Math.round(seconds))}\u00a0s`;
}

/**
 * Return an amount of US dollars with useful precision: two significant digits for small ones,
 * because model calls cost little, and no cents for large ones.
 * @param {number} dollars
 */
export function formatDollars(dollars) {
  if (dollars >= 100) return largeMoney().format(dollars);
  return (dollars > 0 && dollars < 0.1 ? smallMoney() : money()).format(dollars);
}

/**
 * Return a count short enough for a badge; the caller must put the exact one in its name.
 * @param {number} value
 */
export function formatBadge(value) {
  return value > 999 ? '999+' : whole().format(value);
}
