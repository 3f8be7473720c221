import { fold } from './folding.js';

export const SEARCH_MAX_TERMS = 20;
const LOOKED_AT = 1_000;

// The same as in backend/tickets/search/terms.py, which says why; cases that hold for both are in
// searchCases.json.
const TERM = /(?<!\S)[([{]*(?:"([^"]*)"|'(\S[^"]*?)')[)\]}.,;:!?]*(?!\S)|(\S+)/g;
const ADDRESS = /[^\s<>()[\]{},;:"|?=&!*@]+@[^\s<>()[\]{},;:"|?=&!*@]+/g;

/** @param {string} word */
function splitWord(word) {
  const addresses = (word.match(ADDRESS) ?? []).map((found) => found.replace(/^[.']+|[.']+$/g, ''));
  const whole = addresses.filter((found) => !found.startsWith('@') && !found.endsWith('@'));
  return whole.length ? whole : [word.replace(/^["']+/, '')];
}

/** @param {string} search */
function allTerms(search) {
  const found = [...fold(search.slice(0, LOOKED_AT)).matchAll(TERM)];
  const terms = found.flatMap(([, doubleQuoted, singleQuoted, word]) =>
    word ? splitWord(word) : [(doubleQuoted ?? singleQuoted).trim()],
  );
  return [...new Set(terms)].filter(Boolean);
}

/**
 * Return the words and phrases that the server searches for, folded.
 * @param {string} search
 */
export function termsOf(search) {
  return allTerms(search).slice(0, SEARCH_MAX_TERMS);
}

/**
 * Return whether a search has more words than the server searches for, or than a request takes.
 * @param {string} search
 * @param {number} maxLength
 */
export function isCutShort(search, maxLength) {
  return search.length >= maxLength || allTerms(search).length > SEARCH_MAX_TERMS;
}
