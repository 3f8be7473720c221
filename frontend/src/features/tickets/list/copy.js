import { formatCount } from '../../../lib/numbers.js';

/** Texts of the list. */
export const listCopy = {
  heading: 'Tickets',
  /** @type {Record<import('../../../types').Ordering, string>} */
  orderings: {
    '-created_at': 'Newest first',
    created_at: 'Oldest first',
    '-updated_at': 'Last changed first',
    updated_at: 'Last changed last',
    '-last_message_at': 'Last message',
    last_message_at: 'Longest without a message',
    waiting_since: 'Waiting longest',
    '-priority': 'Most urgent first',
    priority: 'Least urgent first',
    '-status': 'Closed first',
    status: 'Open first',
    '-category': 'Category, Z to A',
    category: 'Category, A to Z',
  },
  /** @type {Record<import('../../../types').Found['kind'], string>} */
  foundIn: { reply: 'in a reply', note: 'in a note' },
  merged: (/** @type {number} */ into) => `merged into #${into}`,
  display: 'Display',
  sortBy: 'Order',
  groupBy: 'Group by',
  noGroup: 'Nothing',
  columns: 'Columns',
  /** @type {Record<import('../../../types').Column, string>} */
  columnNames: {
    priority: 'Priority',
    category: 'Category',
    assignee: 'Assignee',
    team: 'Team',
    requester: 'Requester',
    created_at: 'Age',
    last_message_at: 'Last message',
  },
  lastMessage: 'Last message:',
  density: 'Density',
  /** @type {Record<import('../../../types').Density, string>} */
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  /** @type {Record<typeof import('../../../api/vocabulary.js').DAYS_FILTERS[number], (days: number) => string>} */
  days: {
    created_within: (days) => `created in the last ${formatCount(days)} days`,
    resolved_within: (days) => `resolved in the last ${formatCount(days)} days`,
    first_response_within: (days) => `first replied to in the last ${formatCount(days)} days`,
    assigned_within: (days) => `taken in the last ${formatCount(days)} days`,
    answered_within: (days) => `last replied to in the last ${formatCount(days)} days`,
    older_than: (days) => `created before the last ${formatCount(days)} days`,
  },
  not: (/** @type {string} */ value) => `not ${value}`,
  newTickets: (/** @type {number} */ count, /** @type {boolean} */ more) =>
    count === 1 ? '1 new ticket' : `${formatCount(count)}${more ? '+' : ''} new tickets`,
  newShort: (/** @type {number} */ count, /** @type {boolean} */ more) =>
    `${formatCount(count)}${more ? '+' : ''} new`,
  showNew: 'Show',
  select: (/** @type {number} */ id) => `Select ticket #${id}`,
  clearFilters: 'Clear filters',
  loading: 'Loading tickets…',
  loadMore: 'Load more',
  loadingMore: 'Loading more…',
  moreFailed: 'The next tickets could not be loaded.',
  empty: {
    title: 'No tickets yet',
    text: 'They appear here as soon as someone sends one.',
    action: 'Submit the first one',
  },
  /** @type {Record<import('../../../types').Folder, string>} */
  nothingIn: { spam: 'No spam', bin: 'The bin is empty' },
  toTickets: 'Show open tickets',
  noMatch: { title: 'Nothing matches', text: 'No ticket fits these filters:' },
  failed: 'We couldn’t load the tickets.',
  failedKept: 'Your filters are kept.',
  width: 'Width of the list',
};
