const LINE_BREAKS = /\r\n?/g;
const BREAKS_IN_LINE = /[\t\r\n]+/g;
// Invisible characters: spaces, separators, control and format characters.
const INVISIBLE = /^[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Cf}]*$/u;

/**
 * Return the length of a text as the server counts it: in characters, not in UTF-16 units.
 * @param {string} text
 */
export function lengthOf(text) {
  return [...text].length;
}

/**
 * Return whether a text has nothing visible in it, also if it is made of zero-width characters.
 * @param {string} text
 */
export function isBlank(text) {
  return INVISIBLE.test(text);
}

/**
 * Return a single-line text, normalised as the server stores it.
 * @param {string} text
 */
export function cleanLine(text) {
  return isBlank(text) ? '' : text.replace(BREAKS_IN_LINE, ' ').trim();
}

/**
 * Return a person's name, normalised as the server stores it.
 * @param {string} text
 */
export function cleanName(text) {
  return isBlank(text) ? '' : text.replace(/\s+/g, ' ').trim();
}

/**
 * Return a multi-line text, normalised as the server stores it.
 * @param {string} text
 */
export function cleanText(text) {
  return isBlank(text) ? '' : text.replace(LINE_BREAKS, '\n').trim();
}

/**
 * Return the ticket number that is all of a text: "#1041" or "1041".
 * @param {string} text
 * @returns {number | null}
 */
export function ticketNumberIn(text) {
  const [, digits] = /^\s*#?(\d{1,15})\s*$/.exec(text) ?? [];
  return Number(digits) || null;
}
