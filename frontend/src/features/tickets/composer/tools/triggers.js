/**
 * @typedef {'agent' | 'ticket' | 'reply'} SuggestionKind
 *
 * @typedef {object} Trigger a sign and what was typed after it, for which something may be proposed
 * @property {SuggestionKind} kind
 * @property {number} start where the sign is
 * @property {number} end
 * @property {string} query
 */

/** @type {Record<string, SuggestionKind>} */
const KINDS = { '@': 'agent', '#': 'ticket', '/': 'reply' };

// At the start of a word, so neither in addresses nor in paths; "# " begins a heading.
// A bracket ends the mention that was inserted.
const LAST_SIGN = /(?:^|[\s([])([@#/])((?:[^\s@#/\]][^@#/\]]*)?)$/;
const MAX_LENGTH = 60;
// Names have blanks, and yet a sentence goes on after one.
const MAX_WORDS = 4;

/**
 * Return the trigger that ends at the caret, if there is one.
 * @param {string} text
 * @param {number} caret
 * @returns {Trigger | null}
 */
export function triggerAt(text, caret) {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret);
  const found = LAST_SIGN.exec(line.slice(-MAX_LENGTH));
  if (!found) return null;
  const [, sign, query] = found;
  if (query.split(/\s+/).length > MAX_WORDS) return null;
  return { kind: KINDS[sign], start: caret - query.length - 1, end: caret, query };
}
