import { plural } from '../../../../lib/plural.js';

/** @typedef {import('./triggers.js').SuggestionKind} SuggestionKind */

/** @type {Record<SuggestionKind, string>} */
const lists = { agent: 'Agents', ticket: 'Tickets', reply: 'Saved replies' };

/** Texts of the composer's tools. */
export const toolsCopy = {
  toolbar: 'Formatting',
  /** @type {Record<string, string>} */
  formats: {
    bold: 'Bold',
    italic: 'Italic',
    code: 'Code',
    link: 'Link',
    quote: 'Quote',
    'unordered-list': 'Bulleted list',
    'ordered-list': 'Numbered list',
  },
  savedReplies: 'Saved replies',
  lists,
  search: 'Search saved replies',
  insertHint: '↵ inserts, Esc closes',
  found: (/** @type {number} */ count) =>
    `${plural(count, 'suggestion')}. Arrow keys choose, Enter inserts, Escape closes.`,
  /** @type {Record<SuggestionKind, string>} */
  none: {
    agent: 'No agent of that name.',
    ticket: 'No ticket matches.',
    reply: 'No saved reply matches.',
  },
  empty: 'There are no saved replies yet.',
  loading: 'Searching…',
  failed: (/** @type {string} */ reason) => `There are no suggestions right now. ${reason}`,
  manage: 'Manage saved replies…',
  preview: 'Preview',
  previewFailed: (/** @type {string} */ reason) => `There is no preview right now. ${reason}`,
  previewLoading: 'Loading preview…',
  notInserted: (/** @type {string} */ name, /** @type {string} */ reason) =>
    `“${name}” was not inserted. ${reason}`,
  textChanged: 'The text has changed meanwhile.',
  alsoSets: 'Also sets:',
  dontSet: (/** @type {string} */ field, /** @type {string} */ value) =>
    `Don’t set ${field} to ${value}`,
  personal: 'Only yours',
};
