import { formatCount } from '../../../lib/numbers.js';
import { SEARCH_MAX_TERMS } from '../../../lib/searchTerms.js';

/** Texts of the search and the filters. */
export const filterCopy = {
  filters: 'Filters',
  search: 'Search tickets',
  clearSearch: 'Clear search',
  total: (/** @type {string} */ total, /** @type {boolean} */ isCut) =>
    isCut ? `${total} for the first ${SEARCH_MAX_TERMS} words` : total,
  createdWithin: (/** @type {number} */ days, /** @type {string | null} */ zone) => {
    const text = days === 1 ? 'today' : `in the last ${formatCount(days)} days`;
    return zone ? `${text} (${zone})` : text;
  },
  olderThan: (/** @type {number} */ days, /** @type {string | null} */ zone) => {
    const text = days === 1 ? 'before today' : `before the last ${formatCount(days)} days`;
    return zone ? `${text} (${zone})` : text;
  },
  createdChip: 'Created',
  resolvedChip: 'Resolved',
  firstResponseChip: 'First reply',
  assignedChip: 'Taken',
  answeredChip: 'Last reply',
  filterName: (/** @type {string} */ field, /** @type {number} */ count) =>
    count ? `${field}, ${count} chosen` : field,
  removeFilter: (
    /** @type {string} */ field,
    /** @type {string} */ value,
    /** @type {boolean} */ isNot,
  ) => `Remove filter: ${field.toLowerCase()} ${isNot ? 'is not ' : ''}${value}`,
  is: 'is',
  isNot: 'is not',
  mode: 'Tickets of which it',
  anyOf: 'is any of',
  noneOf: 'is none of',
  turn: 'Waiting for',
  /** @type {Record<import('../../../types').Awaiting, string>} */
  turns: {
    agent: 'Waiting for an agent',
    requester: 'Waiting for the requester',
    nobody: 'Waiting for nobody',
  },
  /** @type {Record<import('../../../types').Awaiting, string>} */
  turnValues: { agent: 'an agent', requester: 'the requester', nobody: 'nobody' },
  followed: 'Followed',
  followedByMe: 'by me',
  tagChips: {
    tag: { name: 'Tag', is: 'is' },
    tag_all: { name: 'Tags', is: 'are all of' },
    exclude_tag: { name: 'Tag', is: 'is not' },
  },
  noTag: 'none',
  searchChip: 'Search',
  snoozedChip: 'Snoozed',
  snoozed: { only: 'only', without: 'left out' },
  clearAll: 'Clear all',
};
