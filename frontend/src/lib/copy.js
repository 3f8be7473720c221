import { formatCount, formatShare } from './numbers.js';

/** Every text a person can read, in one place, ready to be translated. */

/** @type {Record<import('../types').Status, string>} */
const status = { open: 'Open', in_progress: 'In progress', resolved: 'Resolved', closed: 'Closed' };

/** @type {Record<import('../types').Priority, string>} */
const priority = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' };

/** @type {Record<import('../types').Category, string>} */
const category = {
  billing: 'Billing',
  technical: 'Technical',
  account: 'Account',
  general: 'General',
};

/** @type {Record<string, string>} */
const values = { ...status, ...priority, ...category };

/** @type {Record<import('../types').TriageField, string>} */
const fields = { status: 'Status', priority: 'Priority', category: 'Category' };

/** @param {number} count */
const tickets = (count) => (count === 1 ? '1 ticket' : `${formatCount(count)} tickets`);

/** @param {number} seconds */
const wait = (seconds) =>
  seconds < 90
    ? `${Math.max(1, Math.ceil(seconds))} seconds`
    : `${Math.ceil(seconds / 60)} minutes`;

export const copy = {
  product: 'TicketFlow',
  values,
  fields,
  tickets,
  ticketNumber: (/** @type {number} */ id) => `#${id}`,

  nav: {
    main: 'Main',
    skip: 'Skip to content',
    /** @type {Record<import('../types').Tab, string>} */
    tabs: { submit: 'Submit', tickets: 'Tickets', dashboard: 'Dashboard' },
    open: (/** @type {number} */ count) => `${formatCount(count)} open`,
    documentTitle: (/** @type {string} */ page) => `${page} · TicketFlow`,
  },

  theme: {
    label: 'Theme',
    /** @type {Record<import('../types').ThemeChoice, string>} */
    choices: { system: 'Same as system', light: 'Light', dark: 'Dark' },
  },

  offline: 'You’re offline. Changes are paused.',

  hero: {
    title: 'Support tickets,',
    titleAccent: 'simplified.',
    lede: 'Tell us what happened in your own words. We suggest where it belongs and how urgent it is. You have the last word.',
    facts: [
      'No account needed',
      'Your draft stays on this device',
      'Suggestions never replace your choice',
    ],
    how: 'How it works',
    steps: [
      { title: 'Describe it', text: 'Two or three sentences are enough.' },
      { title: 'Check the suggestion', text: 'Keep it or choose your own.' },
      { title: 'Send it', text: 'The team sees your ticket at once.' },
    ],
    dismiss: 'Hide welcome',
  },

  form: {
    heading: 'New ticket',
    title: 'Title',
    description: 'What happened?',
    descriptionHint: 'Please leave out passwords and full card numbers.',
    category: 'Category',
    priority: 'Priority',
    submit: 'Submit ticket',
    submitting: 'Sending…',
    shortcut: 'Ctrl ↵',
    clear: 'Clear',
    draftSaved: 'Draft saved on this device',
    count: (/** @type {number} */ length, /** @type {number} */ max) =>
      `${formatCount(length)} / ${formatCount(max)}`,
    countSpoken: (/** @type {number} */ left) =>
      left < 0
        ? `${formatCount(-left)} characters too many`
        : `${formatCount(left)} characters left`,
    missing: {
      title: 'Add a title, so we know what this is about.',
      description: 'Describe what happened. Two sentences are enough.',
      category: 'Choose a category.',
      priority: 'Choose a priority.',
    },
    tooLong: (/** @type {number} */ max) => `Shorten this to ${formatCount(max)} characters.`,
    failed: 'Your ticket was not sent.',
    kept: 'Your text is kept.',
    tryAgain: 'Try again',
    cleared: 'Draft cleared.',
    undoClear: 'Undo',
    undoClearHint: 'Bring the draft back',
  },

  suggestion: {
    heading: 'Category and priority',
    headingSuggested: 'Suggested from your description',
    reading: 'Reading your description…',
    unavailable: 'No suggestion right now. Please choose below.',
    idle: 'We suggest both once you have described what happened.',
    ready: 'Check both before you send.',
    byAi: 'Suggested by AI',
    tag: 'AI',
    same: 'Matches the suggestion',
    changed: (/** @type {string} */ value) => `You changed it · suggested ${values[value]}`,
    chosen: (/** @type {string} */ value) => `Your choice stays · suggested ${values[value]}`,
    use: 'Use suggestion',
    useName: (/** @type {string} */ value, /** @type {string} */ field) =>
      `Use suggestion: ${field.toLowerCase()} ${values[value]}`,
  },

  confirmation: {
    title: (/** @type {number} */ id) => `We got it: ticket #${id}`,
    text: 'It is in the team’s list now, newest first. Note the number: with it, anyone on the team finds your ticket.',
    list: 'View ticket list',
    another: 'Submit another',
    summary: 'What you sent',
  },

  list: {
    heading: 'Tickets',
    rows: 'Tickets, newest first',
    total: (/** @type {import('../types').Total} */ { count, exact }) =>
      exact ? tickets(count) : `${formatCount(count)}+ tickets`,
    search: 'Search tickets',
    searching: 'Searching…',
    clearSearch: 'Clear search',
    filters: 'Filters',
    sort: 'Sort',
    /** @type {Record<import('../types').Ordering, string>} */
    orderings: {
      '-created_at': 'Newest first',
      created_at: 'Oldest first',
      '-updated_at': 'Last changed first',
      updated_at: 'Last changed last',
      '-priority': 'Most urgent first',
      priority: 'Least urgent first',
      '-status': 'Closed first',
      status: 'Open first',
      '-category': 'Category, Z to A',
      category: 'Category, A to Z',
    },
    filterName: (/** @type {string} */ field, /** @type {number} */ count) =>
      count ? `${field}, ${count} chosen` : field,
    removeFilter: (/** @type {string} */ field, /** @type {string} */ value) =>
      `Remove filter: ${field.toLowerCase()} is ${value}`,
    is: 'is',
    searchChip: 'Search',
    clearAll: 'Clear all',
    clearFilters: 'Clear filters',
    loading: 'Loading tickets…',
    loadMore: 'Load more',
    loadingMore: 'Loading more…',
    moreFailed: 'The next tickets could not be loaded.',
    end: 'That’s all of them.',
    empty: {
      title: 'No tickets yet',
      text: 'They appear here as soon as someone sends one.',
      action: 'Submit the first one',
    },
    noMatch: { title: 'Nothing matches', text: 'No ticket fits these filters:' },
    failed: 'We couldn’t load the tickets.',
    failedKept: 'Your filters are kept.',
    stale: (/** @type {string} */ time) => `Not up to date since ${time}.`,
    tryAgain: 'Try again',
    change: (/** @type {string} */ field, /** @type {string} */ value, /** @type {number} */ id) =>
      `${field} of #${id}: ${value}. Change`,
  },

  detail: {
    label: (/** @type {number} */ id) => `Ticket #${id}`,
    close: 'Close ticket',
    back: 'Back to tickets',
    created: 'Opened',
    updated: 'changed',
    properties: 'Properties',
    description: 'Description',
    loading: 'Loading ticket…',
    failed: 'We couldn’t load this ticket.',
    notFound: {
      title: (/** @type {number} */ id) => `There is no ticket #${id} here`,
      text: 'It may have been deleted, or the number has a typo.',
    },
  },

  change: {
    done: (/** @type {number} */ id, /** @type {string} */ field, /** @type {string} */ value) =>
      field === 'status'
        ? `#${id} is ${values[value]} now.`
        : `#${id}: ${fields[/** @type {import('../types').TriageField} */ (field)].toLowerCase()} is ${values[value]} now.`,
    undo: 'Undo',
    undoHint: (/** @type {string} */ field, /** @type {string} */ value) =>
      `Set ${field} back to ${values[value]}`,
    failed: (/** @type {string} */ field, /** @type {string} */ value) =>
      `We couldn’t save the ${field}. It is ${values[value]} again.`,
    failedOver: (/** @type {string} */ field, /** @type {string} */ value) =>
      `We couldn’t save the ${field} ${values[value]}.`,
  },

  dashboard: {
    heading: 'Dashboard',
    updated: (/** @type {string} */ ago) => `Updated ${ago}`,
    loading: 'Loading the figures…',
    failed: 'We couldn’t load the figures.',
    empty: {
      title: 'Nothing to count yet',
      text: 'Figures appear with the first ticket.',
      action: 'Submit a ticket',
    },
    total: 'Total',
    totalNote: 'All tickets ever submitted',
    open: 'Open',
    openNote: 'Nobody has started on these',
    perDay: 'Per day',
    perDayNote: 'Average over the days with tickets',
    rate: 'Resolution rate',
    rateNote: 'Resolved or closed, of all tickets',
    noRate: 'None yet',
    created: {
      title: 'Tickets created',
      note: 'Last 30 days, UTC',
      summary: (
        /** @type {number} */ total,
        /** @type {number} */ days,
        /** @type {{ day: string, count: number } | null} */ peak,
      ) =>
        peak
          ? `${tickets(total)} created in ${days} days. The most were on ${peak.day}, with ${formatCount(peak.count)}.`
          : `No tickets were created in ${days} days.`,
      day: 'Day',
      count: 'Created',
    },
    byPriority: 'Tickets by priority',
    byCategory: 'Tickets by category',
    breakdownSummary: (/** @type {{ name: string, count: number }[]} */ rows) =>
      `${rows.map(({ name, count }) => `${name} ${formatCount(count)}`).join(', ')}.`,
    tableCount: 'Tickets',
    tableShare: 'Share',
    showTable: 'Show as table',
    showChart: 'Show as chart',
    toggleName: (/** @type {string} */ chart, /** @type {boolean} */ table) =>
      table ? `Show as chart: ${chart}` : `Show as table: ${chart}`,
    share: formatShare,
  },

  toast: {
    region: 'Notifications',
    dismiss: 'Dismiss',
  },

  crash: {
    title: 'This part stopped working',
    text: 'Something went wrong while showing it. What you typed is kept.',
    tryAgain: 'Try again',
  },

  errors: {
    offline: 'There is no connection to the server.',
    timeout: 'The server took too long to answer.',
    forbidden: 'You need to be signed in as an agent for this.',
    not_found: 'It is no longer there.',
    conflict: 'Someone else changed it in the meantime.',
    too_large: 'It is too large to send.',
    too_many: (/** @type {number | null} */ seconds) =>
      seconds
        ? `That was a lot at once. Try again in ${wait(seconds)}.`
        : 'That was a lot at once. Try again in a minute.',
    invalid: 'Something in it needs another look.',
    server: 'The server had a problem.',
  },
};
