// Combining marks: a highlight that ended before one would split the letter.
const UPON_IT = /\p{M}*/uy;

/**
 * Return a text as the server compares it: in upper case, each character by itself, so that ß stays
 * ß and positions stay the same.
 * @param {string} text
 */
function fold(text) {
  const upper = text.toUpperCase();
  if (upper.length === text.length) return upper;
  return Array.from(text, (character) => {
    const one = character.toUpperCase();
    return one.length === character.length ? one : character;
  }).join('');
}

/** @param {string} search */
function wordsOf(search) {
  return fold(search).split(/\s+/).filter(Boolean);
}

/**
 * Return the ranges in which the words occur in a text, in order and merged where they overlap.
 * @param {string} text
 * @param {string[]} words
 */
function placesOf(text, words) {
  const folded = fold(text);
  const found = words.flatMap((word) => {
    const places = [];
    let start = folded.indexOf(word);
    while (start >= 0) {
      UPON_IT.lastIndex = start + word.length;
      UPON_IT.test(text);
      places.push({ start, end: UPON_IT.lastIndex });
      start = folded.indexOf(word, start + word.length);
    }
    return places;
  });
  /** @type {typeof found} */
  const merged = [];
  for (const { start, end } of found.sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/**
 * Return a text split at the words searched for, in any case.
 * @param {string} text
 * @param {string} search
 * @returns {{ text: string, isMatch: boolean, start: number }[]}
 */
export function segments(text, search) {
  let at = 0;
  const parts = placesOf(text, wordsOf(search)).flatMap(({ start, end }) => {
    const before = { text: text.slice(at, start), isMatch: false, start: at };
    at = end;
    return [before, { text: text.slice(start, end), isMatch: true, start }];
  });
  return [...parts, { text: text.slice(at), isMatch: false, start: at }].filter(
    (part) => part.text,
  );
}

/**
 * Return the position in a description of the first word that the title lacks, which explains why
 * the ticket was found; -1 if the title has them all.
 * @param {{ title: string, description: string }} ticket
 * @param {string} search
 */
export function placeBeyondTitle({ title, description }, search) {
  const folded = fold(title);
  const missing = wordsOf(search).filter((word) => !folded.includes(word));
  if (!missing.length) return -1;
  return placesOf(description, missing)[0]?.start ?? -1;
}
