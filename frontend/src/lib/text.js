const LINE_BREAKS = /\r\n?/g;
const BREAKS_IN_LINE = /[\t\r\n]+/g;
// Letters that leave no mark: spaces, separators, control and format characters.
const INVISIBLE = /^[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Cf}]*$/u;

/**
 * How long a text is to the server, which counts characters where JavaScript counts UTF-16 units.
 * @param {string} text
 */
export function lengthOf(text) {
  return [...text].length;
}

/**
 * Whether a text has nothing to read in it, also where it is made of zero-width characters.
 * @param {string} text
 */
export function isBlank(text) {
  return INVISIBLE.test(text);
}

/**
 * A text of one line as the server will keep it.
 * @param {string} text
 */
export function cleanLine(text) {
  return isBlank(text) ? '' : text.replace(BREAKS_IN_LINE, ' ').trim();
}

/**
 * A person's name as the server will keep it.
 * @param {string} text
 */
export function cleanName(text) {
  return isBlank(text) ? '' : text.replace(/\s+/g, ' ').trim();
}

/**
 * A text of several lines as the server will keep it.
 * @param {string} text
 */
export function cleanText(text) {
  return isBlank(text) ? '' : text.replace(LINE_BREAKS, '\n').trim();
}

/**
 * The ticket that a text names and nothing else: "#1041" or "1041".
 * @param {string} text
 * @returns {number | null}
 */
export function ticketNumberIn(text) {
  const [, digits] = /^\s*#?(\d{1,15})\s*$/.exec(text) ?? [];
  return Number(digits) || null;
}
