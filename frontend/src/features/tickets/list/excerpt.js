// A high surrogate without its other half, left by a cut.
const HALF_CHARACTER = /[\ud800-\udbff]$/;
// The rest of a character that a cut has split.
const REST_OF_CHARACTER = /^[\udc00-\udfff]?\p{M}*/u;
// The number of letters that are visible even on a phone.
const SEEN_ANYWAY = 24;
// The number of letters shown before a match, for context.
const LEAD = 20;
// Fewer without spaces: the letters are wide or belong to one long word.
const LEAD_WITHOUT_SPACES = 8;

/**
 * Return a text on one line for a row in a list: its beginning, or the part around a match that
 * would not be visible in it.
 * @param {string} text
 * @param {{ limit?: number, around?: number }} [options]
 */
export function excerpt(text, { limit = 180, around = 0 } = {}) {
  const start = around > SEEN_ANYWAY ? startBefore(text, around) : 0;
  // Cut before collapsing: a description may be long and a list has many rows.
  const line = text
    .slice(start, start + limit * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, limit)
    .replace(HALF_CHARACTER, '');
  return start ? `…${line}` : line;
}

/**
 * Return the position to begin at so that the match follows soon: the start of a word, or else of a
 * whole character.
 * @param {string} text
 * @param {number} place
 */
function startBefore(text, place) {
  const toWord = /^\S*\s/.exec(text.slice(place - LEAD, place));
  if (toWord) return place - LEAD + toWord[0].length;
  const near = text.slice(place - LEAD_WITHOUT_SPACES, place);
  return place - near.replace(REST_OF_CHARACTER, '').length;
}
