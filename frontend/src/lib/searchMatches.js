import { fold, foldPart } from './folding.js';
import { termsOf } from './searchTerms.js';

// Parts that are folded by themselves: letters of ASCII, blanks, Korean letters, which join, and
// any other letter with what is drawn upon it.
const PARTS = /[\x21-\x7e]+|\s+|[\u1100-\u11ff]+|\P{M}\p{M}*|\p{M}+/gu;
// A mark that ended before a combining one would split the letter.
const UPON_IT = /\p{M}*/uy;

/**
 * Return a folded text, and where each of its characters starts and ends in the text as written.
 * @param {string} text
 */
function foldWithPlaces(text) {
  let folded = '';
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    const letters = foldPart(part);
    const isAligned = letters.length === part.length;
    for (let at = 0; at < letters.length; at += 1) {
      if (letters[at] === ' ' && (!folded || folded.endsWith(' '))) continue;
      folded += letters[at];
      starts.push(isAligned ? index + at : index);
      ends.push(isAligned ? index + at + 1 : index + part.length);
    }
  }
  return { folded, starts, ends };
}

/**
 * Return the ranges in which the terms occur in a text, in order and merged where they overlap.
 * @param {string} text
 * @param {string[]} terms
 */
function placesOf(text, terms) {
  if (!terms.length) return [];
  const { folded, starts, ends } = foldWithPlaces(text);
  const found = terms.flatMap((term) => {
    const places = [];
    let at = folded.indexOf(term);
    while (at >= 0) {
      UPON_IT.lastIndex = ends[at + term.length - 1];
      UPON_IT.test(text);
      places.push({ start: starts[at], end: UPON_IT.lastIndex });
      at = folded.indexOf(term, at + term.length);
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
 * Return a text split at what is searched for, as it is written in the text.
 * @param {string} text
 * @param {string} search
 * @returns {{ text: string, isMatch: boolean, start: number }[]}
 */
export function segments(text, search) {
  let at = 0;
  const parts = placesOf(text, termsOf(search)).flatMap(({ start, end }) => {
    const before = { text: text.slice(at, start), isMatch: false, start: at };
    at = end;
    return [before, { text: text.slice(start, end), isMatch: true, start }];
  });
  return [...parts, { text: text.slice(at), isMatch: false, start: at }].filter(
    (part) => part.text,
  );
}

/**
 * Return where the first of what is searched for is in a text; 0 if there is nothing of it.
 * @param {string} text
 * @param {string} search
 */
export function firstMatch(text, search) {
  return placesOf(text, termsOf(search))[0]?.start ?? 0;
}

/**
 * Return what explains, beside the title, why a ticket was found: the position in the description
 * of the first term that the title lacks, -1 if there is none; and the requester, if the name or the
 * address has a term that neither has.
 * @param {Pick<import('../types').Ticket, 'title' | 'description' | 'requester_name' | 'requester_email'>} ticket
 * @param {string} search
 */
export function explainMatch(ticket, search) {
  /**
   * @param {string[]} terms
   * @param {string} text
   */
  const lacking = (terms, text) => {
    const folded = terms.length ? fold(text) : '';
    return terms.filter((term) => !folded.includes(term));
  };
  const beyondTitle = lacking(termsOf(search), ticket.title);
  const beyondTexts = lacking(beyondTitle, ticket.description);
  const requester = [ticket.requester_name, ticket.requester_email].filter(Boolean).join(' · ');
  return {
    place:
      beyondTexts.length < beyondTitle.length
        ? (placesOf(ticket.description, beyondTitle)[0]?.start ?? -1)
        : -1,
    requester: lacking(beyondTexts, requester).length < beyondTexts.length ? requester : '',
  };
}
