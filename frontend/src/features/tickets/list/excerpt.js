// The first half of a character outside the basic plane, left by a cut.
const HALF_CHARACTER = /[\ud800-\udbff]$/;
// What a cut may leave of the character before it.
const REST_OF_CHARACTER = /^[\udc00-\udfff]?\p{M}*/u;
// So many letters of a text show wherever it does, even on a phone.
const SEEN_ANYWAY = 24;
// So many go before a place that is shown, for a few words to read it by.
const LEAD = 20;
// Where no spaces part them, letters are wide or belong to one endless word.
const LEAD_WITHOUT_SPACES = 8;

/**
 * A text on one line, for a row in a list: its beginning, or what stands around a place that would
 * not be seen in it.
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
 * Where to begin so that a place is soon reached: at a word, or else at a whole character.
 * @param {string} text
 * @param {number} place
 */
function startBefore(text, place) {
  const toWord = /^\S*\s/.exec(text.slice(place - LEAD, place));
  if (toWord) return place - LEAD + toWord[0].length;
  const near = text.slice(place - LEAD_WITHOUT_SPACES, place);
  return place - near.replace(REST_OF_CHARACTER, '').length;
}
