const whole = new Intl.NumberFormat();
const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });

/**
 * @param {number} value
 */
export function formatCount(value) {
  return whole.format(value);
}

/**
 * @param {number} value
 */
export function formatDecimal(value) {
  return oneDecimal.format(value);
}

/**
 * @param {number} fraction between 0 and 1
 */
export function formatShare(fraction) {
  return percent.format(fraction);
}

/**
 * A count small enough for a badge; whoever shows it must put the exact one in its name.
 * @param {number} value
 */
export function formatBadge(value) {
  return value > 999 ? '999+' : whole.format(value);
}
