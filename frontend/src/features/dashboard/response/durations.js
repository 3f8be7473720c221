const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @typedef {[amount: number, unit: string]} Part */

/**
 * Return the parts that are not zero, each with its unit: "2 h 14 min".
 * @param {Part[]} parts
 */
const join = (parts) =>
  parts
    .filter(([amount]) => amount)
    .map(([amount, unit]) => `${amount}\u00a0${unit}`)
    .join(' ') || '0\u00a0s';

/**
 * Return a duration in its two largest units: "42 s", "14 min", "2 h 14 min", "3 d 4 h".
 * @param {number} seconds
 */
export function formatSpan(seconds) {
  if (seconds < MINUTE) return join([[Math.round(seconds), 's']]);
  const minutes = Math.round(seconds / MINUTE);
  if (minutes * MINUTE < DAY) {
    return join([
      [Math.floor(minutes / 60), 'h'],
      [minutes % 60, 'min'],
    ]);
  }
  const hours = Math.round(seconds / HOUR);
  return join([
    [Math.floor(hours / 24), 'd'],
    [hours % 24, 'h'],
  ]);
}

/**
 * Return a duration in all its units: "2 h 14 min 9 s".
 * @param {number} seconds
 */
export function exactSpan(seconds) {
  return join([
    [Math.floor(seconds / DAY), 'd'],
    [Math.floor((seconds % DAY) / HOUR), 'h'],
    [Math.floor((seconds % HOUR) / MINUTE), 'min'],
    [Math.round(seconds % MINUTE), 's'],
  ]);
}
