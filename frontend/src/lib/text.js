/*
 * What people type stays as it is on the screen; what is counted and sent is tidied as the server
 * does (backend/core/text/tidy.py). textCases.json tests both.
 */

const ESC = '\u001b';
const PAYLOAD = `\\P{Cc}*(?:\u0007|${ESC}\\\\|\u009c)`;
// What programs send to terminals: colours, movements of the cursor, titles, links.
const TERMINAL_SEQUENCES = new RegExp(
  [
    `${ESC}\\[\\[[A-E]`,
    `${ESC}\\[[0-?]*[ -\\/]*[@-~]?`,
    `${ESC}[PX^_\\]]${PAYLOAD}`,
    '\u009b[0-?]+[A-HJKSTfhlmnrsu]',
    `\u009d[0-9]+;${PAYLOAD}`,
    `${ESC}(?:[78=>]|[()*+][0-2AB]|#[3-68]|%[@G]|O[A-DFHP-S](?![a-z])|[cDEHMNOZ](?![a-z]))`,
  ].join('|'),
  'gu',
);
const LONE_SURROGATES = /\p{Cs}/gu;
// Of U+0080 to U+009F; a space stands for nothing.
const WINDOWS_LETTERS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const WINDOWS_LETTER = /[\u0080\u0082-\u0084\u0086-\u008c\u008e\u0091-\u009c\u009e\u009f]/u;
const LINE_BREAKS = /\r\n|[\r\v\f\u2028\u2029]/gu;
const NEXT_LINE = '\u0085';
const CONTROLS = /(?![\t\n])\p{Cc}|\ufeff/gu;

// What can make a line show something else than it says, and tags outside of flags.
const HIDDEN = /[\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufff9-\ufffb]/gu;
const TAGS = /(\u{1f3f4}[\u{e0030}-\u{e007a}]+\u{e007f})|[\u{e0000}-\u{e007f}]/gu;

const HIDDEN_IN_ADDRESS = /(?![\u200d\u200c\u202a-\u202e\u2066-\u2069])\p{DI}/gu;
const AROUND = '[\u200d\u200c\\s\u202a-\u202d\u2066-\u2069]';
// Without the second condition, a long run within the text would be looked at from each of its places.
const AROUND_ADDRESS = new RegExp(`^${AROUND}+|(?<!${AROUND})${AROUND}+$`, 'gu');
const JOINERS = /[\u200c\u200d]/gu;
const NOT_ASCII = /\P{ASCII}/u;

const INVISIBLE = /^[\s\p{Cc}\p{DI}\u2800\ufff9-\ufffb\u{13430}-\u{13440}\u{16fe4}\u{1d159}]*$/u;

/**
 * Return the length of a text as the server counts it: in characters, not in UTF-16 units.
 * @param {string} text
 */
export function lengthOf(text) {
  return [...text].length;
}

/**
 * Return how many bytes a text takes in UTF-8.
 * @param {string} text
 */
export function bytesOf(text) {
  return new TextEncoder().encode(text).length;
}

/**
 * Return whether a text has nothing visible in it, also if it is made of zero-width characters.
 * @param {string} text
 */
export function isBlank(text) {
  return INVISIBLE.test(text);
}

/**
 * Return a text with line breaks of one kind, without control characters and what terminals take.
 * @param {string} text
 */
function tidy(text) {
  const plain = text.replace(TERMINAL_SEQUENCES, '').replace(LONE_SURROGATES, '\ufffd');
  const isOfWindows = WINDOWS_LETTER.test(plain);
  return plain
    .replace(LINE_BREAKS, '\n')
    .replaceAll(NEXT_LINE, isOfWindows ? '…' : '\n')
    .replace(CONTROLS, (letter) => WINDOWS_LETTERS[letter.charCodeAt(0) - 0x80]?.trim() ?? '');
}

/** @param {string} text */
function tidyLine(text) {
  return tidy(text)
    .replace(HIDDEN, '')
    .replace(TAGS, '$1')
    .replace(/[\t\n]+/g, ' ');
}

/**
 * Return a single-line text, normalised as the server stores it.
 * @param {string} text
 */
export function cleanLine(text) {
  const line = tidyLine(text);
  return isBlank(line) ? '' : line.trim();
}

/**
 * Return a person's name, normalised as the server stores it.
 * @param {string} text
 */
export function cleanName(text) {
  return cleanLine(text).replace(/\s+/g, ' ');
}

/**
 * Return a multi-line text, normalised as the server stores it.
 * @param {string} text
 */
export function cleanText(text) {
  const tidied = tidy(text);
  return isBlank(tidied) ? '' : tidied.trim();
}

/**
 * Return an e-mail address as people see it: without what copying brings along unseen.
 * @param {string} text
 */
export function cleanAddress(text) {
  const address = tidy(text)
    .replace(HIDDEN_IN_ADDRESS, '')
    .replace(/[\t\n]+/g, ' ')
    .replace(AROUND_ADDRESS, '');
  const withoutJoiners = address.replace(JOINERS, '');
  return NOT_ASCII.test(withoutJoiners) ? address : withoutJoiners;
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
