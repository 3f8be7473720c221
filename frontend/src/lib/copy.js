import { formatCount } from './numbers.js';

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

/** What a field is called within a sentence. @param {string} field */
const nameOf = (field) =>
  (fields[/** @type {import('../types').TriageField} */ (field)] ?? field)
    .replaceAll('_', ' ')
    .toLowerCase();

/** @param {number} count @param {string} thing */
const plural = (count, thing) => `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`;

/** @param {number} count */
const tickets = (count) => plural(count, 'ticket');

/** @param {number} seconds */
const wait = (seconds) =>
  seconds < 90
    ? plural(Math.max(1, Math.ceil(seconds)), 'second')
    : plural(Math.ceil(seconds / 60), 'minute');

export const copy = {
  product: 'TicketFlow',
  values,
  fields,
  nameOf,
  tickets,
  ticketNumber: (/** @type {number} */ id) => `#${id}`,

  nav: {
    main: 'Main',
    skip: 'Skip to content',
    /** @type {Record<import('../types').Tab, string>} */
    tabs: { submit: 'Submit', tickets: 'Tickets', dashboard: 'Dashboard' },
    open: (/** @type {number} */ count) => `${formatCount(count)} open`,
    demo: 'Open demo',
    demoHint: 'Anyone who can reach this page may read and change every ticket.',
    jump: 'Search or jump to…',
    documentTitle: (/** @type {string} */ page) => `${page} · TicketFlow`,
  },

  // The rest of it comes with the code that shows it: lib/accountCopy.js.
  account: {
    signIn: 'Sign in',
    choosePassword: 'Choose a password',
    menu: (/** @type {string} */ name) => `Account: ${name}`,
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
    ledeAlone:
      'Tell us what happened in your own words, where it belongs and how urgent it is. The team sees it at once.',
    facts: ['No account needed', 'Your draft stays on this device'],
    factSuggestions: 'Suggestions never replace your choice',
    how: 'How it works',
    steps: [
      { title: 'Describe it', text: 'Two or three sentences are enough.' },
      { title: 'Check the suggestion', text: 'Keep it or choose your own.' },
      { title: 'Send it', text: 'The team sees your ticket at once.' },
    ],
    stepAlone: { title: 'Say where it belongs', text: 'Choose a category and a priority.' },
    dismiss: 'Hide welcome',
  },

  form: {
    heading: 'New ticket',
    title: 'Title',
    description: 'What happened?',
    descriptionHint: 'Please leave out passwords and full card numbers.',
    category: 'Category',
    priority: 'Priority',
    requester_name: 'Your name (optional)',
    requester_email: 'E-mail (optional)',
    noAddress: 'Enter an address like name@example.com, or leave this empty.',
    submit: 'Submit ticket',
    submitting: 'Sending…',
    shortcut: 'Ctrl ↵',
    clear: 'Clear',
    draftSaved: 'Draft saved on this device',
    count: (/** @type {number} */ length, /** @type {number} */ max) =>
      `${formatCount(length)} / ${formatCount(max)}`,
    countSpoken: (/** @type {number} */ left) =>
      left < 0 ? `${plural(-left, 'character')} too many` : `${plural(left, 'character')} left`,
    missing: {
      title: 'Add a title, so we know what this is about.',
      description: 'Describe what happened. Two sentences are enough.',
      category: 'Choose a category.',
      priority: 'Choose a priority.',
    },
    tooLong: (/** @type {number} */ max) => `Shorten this to ${formatCount(max)} characters.`,
    failed: 'Your ticket was not sent.',
    kept: 'Your text is kept.',
    cleared: 'Draft cleared.',
    undoClear: 'Undo',
    undoClearHint: 'Bring the draft back',
  },

  suggestion: {
    heading: 'Category and priority',
    headingSuggested: 'Suggested from your description',
    reading: 'Reading your description…',
    unavailable: 'No suggestion right now. Please choose below.',
    why: 'Why:',
    unsure: 'Not sure about this one.',
    byAi: 'Suggested by AI',
    same: 'Matches the suggestion',
    changed: (/** @type {string} */ value) => `You changed it · suggested ${values[value]}`,
    chosen: (/** @type {string} */ value) => `Your choice stays · suggested ${values[value]}`,
    use: 'Use suggestion',
    useKey: 'Alt A',
    useName: (/** @type {string} */ value, /** @type {string} */ field) =>
      `Use suggestion: ${field.toLowerCase()} ${values[value]}`,
  },

  confirmation: {
    title: (/** @type {number} */ id) => `We got it: ticket #${id}`,
    text: 'It is in the team’s list now, newest first. Note the number: with it, anyone on the team finds your ticket.',
    list: 'View ticket list',
    another: 'Submit another',
  },

  link: {
    title: 'Your private link',
    note: 'Keep it: it shows how your ticket is getting on. Anyone who has it can read the ticket.',
    copyIt: 'Copy link',
    notCopied: 'The link could not be copied.',
  },

  views: {
    heading: 'Views',
    names: {
      all_open: 'All open',
      critical: 'Critical',
      in_progress: 'In progress',
      resolved_week: 'Resolved this week',
      everything: 'All tickets',
    },
    saved: 'Saved',
    save: 'Save this view…',
    saveTitle: 'Save this view',
    saveText: 'The filters and the search are kept on this device.',
    name: 'Name',
    nameMissing: 'Give the view a name.',
    confirm: 'Save view',
    cancel: 'Cancel',
    remove: (/** @type {string} */ name) => `Remove view: ${name}`,
    removed: (/** @type {string} */ name) => `View “${name}” removed.`,
    putBack: (/** @type {string} */ name) => `Keep view: ${name}`,
    shortcuts: 'Shortcuts',
    custom: 'Filtered',
  },

  list: {
    heading: 'Tickets',
    total: (/** @type {import('../types').Total} */ { count, exact }) =>
      exact ? tickets(count) : `${formatCount(count)}+ tickets`,
    search: 'Search tickets',
    clearSearch: 'Clear search',
    filters: 'Filters',
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
    display: 'Display',
    sortBy: 'Order',
    groupBy: 'Group by',
    noGroup: 'Nothing',
    density: 'Density',
    /** @type {Record<import('../types').Density, string>} */
    densities: { comfortable: 'Comfortable', compact: 'Compact' },
    createdWithin: (/** @type {number} */ days) =>
      days === 1 ? 'today' : `in the last ${formatCount(days)} days`,
    createdLong: (/** @type {number} */ days) => `created in the last ${formatCount(days)} days`,
    resolvedLong: (/** @type {number} */ days) => `resolved in the last ${formatCount(days)} days`,
    createdChip: 'Created',
    resolvedChip: 'Resolved',
    goTo: (/** @type {number} */ id) => `Go to ticket #${id}`,
    newTickets: (/** @type {number} */ count, /** @type {boolean} */ more) =>
      count === 1 ? '1 new ticket' : `${formatCount(count)}${more ? '+' : ''} new tickets`,
    newShort: (/** @type {number} */ count, /** @type {boolean} */ more) =>
      `${formatCount(count)}${more ? '+' : ''} new`,
    showNew: 'Show',
    select: (/** @type {number} */ id) => `Select ticket #${id}`,
    filterName: (/** @type {string} */ field, /** @type {number} */ count) =>
      count ? `${field}, ${count} chosen` : field,
    removeFilter: (/** @type {string} */ field, /** @type {string} */ value) =>
      `Remove filter: ${field.toLowerCase()} ${value}`,
    is: 'is',
    searchChip: 'Search',
    clearAll: 'Clear all',
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
    noMatch: { title: 'Nothing matches', text: 'No ticket fits these filters:' },
    failed: 'We couldn’t load the tickets.',
    failedKept: 'Your filters are kept.',
    stale: (/** @type {string} */ time) => `Not up to date since ${time}.`,
    tryAgain: 'Try again',
    change: (/** @type {string} */ field, /** @type {string} */ value, /** @type {number} */ id) =>
      `${field} of #${id}: ${value}. Change`,
  },

  bulk: {
    label: 'Selected tickets',
    selected: (/** @type {number} */ count) => `${formatCount(count)} selected`,
    all: (/** @type {import('../types').Total} */ { count, exact }) =>
      `Select all ${exact ? formatCount(count) : `${formatCount(count)}+`} that match`,
    allSelected: (/** @type {number} */ count) => `All ${formatCount(count)} that match`,
    tooMany: (/** @type {number} */ max) => `At most ${formatCount(max)} at once.`,
    clear: 'Clear selection',
    resolve: 'Resolve',
    done: (
      /** @type {number} */ count,
      /** @type {string} */ field,
      /** @type {string} */ value,
    ) =>
      field === 'status'
        ? `${tickets(count)} ${count === 1 ? 'is' : 'are'} ${values[value]} now.`
        : `${tickets(count)}: ${fields[/** @type {import('../types').TriageField} */ (field)].toLowerCase()} is ${values[value]} now.`,
    missing: (/** @type {number} */ count) => `${tickets(count)} no longer there.`,
    nothing: 'Nothing to change: they are all like that already.',
    failed: (/** @type {number} */ count) => `We couldn’t change ${tickets(count)}.`,
    undoHint: 'Put all of them back as they were',
    undone: 'Put back as it was.',
  },

  detail: {
    label: (/** @type {number} */ id) => `Ticket #${id}`,
    close: 'Close ticket',
    back: 'Back to tickets',
    created: 'Opened',
    updated: 'changed',
    properties: 'Properties',
    requester: 'Requester',
    description: 'Description',
    loading: 'Loading ticket…',
    failed: 'We couldn’t load this ticket.',
    position: (/** @type {number} */ index, /** @type {number} */ total) =>
      `${formatCount(index)} of ${formatCount(total)}`,
    next: 'Next ticket',
    previous: 'Previous ticket',
    resolve: 'Resolve',
    reopen: 'Reopen',
    more: 'More',
    copyLink: 'Copy link',
    copied: 'Link copied.',
    notCopied: 'The link could not be copied. It is in the address bar.',
    print: 'Print',
    delete: 'Delete…',
    edit: {
      title: 'Edit title',
      description: 'Edit description',
      save: 'Save',
      saving: 'Saving…',
      cancel: 'Cancel',
      failed: (/** @type {string} */ reason) => `Not saved. ${reason} Your text is kept.`,
    },
    resolved: 'resolved',
    ai: {
      label: 'AI suggestion',
      tag: 'AI',
      kept: (/** @type {string} */ value) => `${values[value]}, kept`,
      changed: (/** @type {string} */ suggested, /** @type {string} */ now) =>
        `${values[suggested]} → ${values[now]}`,
      changedSpoken: (
        /** @type {string} */ field,
        /** @type {string} */ suggested,
        /** @type {string} */ now,
      ) => `${field}: ${values[suggested]} suggested, ${values[now]} now`,
      why: 'Why?',
      noReason: 'The model gave no reason.',
      model: 'Model',
      confidence: 'Confidence',
      when: 'Suggested',
      took: 'Took',
      chosen: 'Submitted as',
      both: (/** @type {string} */ category, /** @type {string} */ priority) =>
        `${values[category]}, ${values[priority]}`,
    },
    removal: {
      title: (/** @type {number} */ id) => `Delete ticket #${id}?`,
      text: 'It disappears for everyone. This cannot be undone.',
      confirm: 'Delete ticket',
      deleting: 'Deleting…',
      cancel: 'Keep it',
      done: (/** @type {number} */ id) => `Ticket #${id} is deleted.`,
      failed: (/** @type {string} */ reason) => `The ticket was not deleted. ${reason}`,
    },
    resize: 'Width of the list',
    notFound: {
      title: (/** @type {number} */ id) => `There is no ticket #${id} here`,
      text: 'It may have been deleted, or the number has a typo.',
    },
  },

  change: {
    gone: (/** @type {number} */ id) => `#${id} is no longer there. Someone has deleted it.`,
    theirsStays: (
      /** @type {number} */ id,
      /** @type {string} */ field,
      /** @type {string} */ value,
    ) => `#${id}: ${nameOf(field)} stays ${values[value]}.`,
    along: (/** @type {string[]} */ names) =>
      names.length ? ` Someone else changed its ${names.map(nameOf).join(' and ')}.` : '',
    textDone: (/** @type {number} */ id, /** @type {string} */ field) =>
      field === 'title' ? `#${id} has a new title.` : `#${id} has a new description.`,
    textUndoHint: (/** @type {string} */ field) => `Bring the earlier ${field} back`,
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
    offline: {
      title: 'The figures aren’t here yet',
      text: 'You’re offline. They appear as soon as you’re back.',
    },
    empty: {
      title: 'Nothing to count yet',
      text: 'Figures appear with the first ticket.',
      action: 'Submit a ticket',
    },
    quiet: {
      title: 'No tickets in this period',
      text: (/** @type {number} */ days) =>
        `None were created or resolved in the last ${formatCount(days)} days.`,
      action: 'Show all time',
    },
    period: 'Period',
    /** @type {Record<import('../types').Period, string>} */
    periods: { '7d': '7 days', '30d': '30 days', '90d': '90 days', all: 'All time' },
    /** @type {Record<import('../types').Period, string>} */
    periodNotes: {
      '7d': 'Created in the last 7 days',
      '30d': 'Created in the last 30 days',
      '90d': 'Created in the last 90 days',
      all: 'Created at any time',
    },
    created: 'Created',
    open: 'Open now',
    perDay: 'Per day',
    rate: 'Resolution rate',
    noRate: 'None yet',
    definitionsHeading: 'How these are counted',
    definitions: (/** @type {number | null} */ days) =>
      days === null
        ? {
            created: 'All tickets ever created.',
            open: 'Tickets that are open or in progress at this moment.',
            perDay: 'All tickets, divided by the days since the first one, quiet days included.',
            rate: 'Tickets that are resolved or closed at this moment, divided by all tickets.',
          }
        : {
            created: `Tickets created in the last ${days} days (UTC), today included.`,
            open: 'Tickets that are open or in progress at this moment, whenever they were created.',
            perDay: `Tickets created in the last ${days} days, divided by ${days}. Quiet days count too.`,
            rate: `Tickets resolved or closed in the last ${days} days, divided by those created in them. The trend is in percentage points.`,
          },
    trends: {
      none: 'No comparison yet',
      aboutAsMany: (/** @type {number} */ days) => ({
        lead: 'About as many',
        rest: `as in the ${days} days before`,
      }),
      created: (
        /** @type {number} */ change,
        /** @type {string} */ amount,
        /** @type {number} */ days,
      ) =>
        change === 0
          ? { lead: 'As many', rest: `as in the ${days} days before` }
          : {
              lead: `${amount} ${change > 0 ? 'more' : 'fewer'}`,
              rest: `than in the ${days} days before`,
            },
      open: (
        /** @type {number} */ change,
        /** @type {string} */ amount,
        /** @type {number} */ days,
      ) =>
        change === 0
          ? { lead: 'As many', rest: `created as resolved in ${days} days` }
          : {
              lead: `${amount} ${change > 0 ? 'more' : 'fewer'}`,
              rest: `created than resolved in ${days} days`,
            },
      rate: (/** @type {number} */ points, /** @type {number} */ days) => {
        if (points === 0) return { lead: 'The same', rest: `as in the ${days} days before` };
        const size = Math.abs(points);
        return {
          lead: `${formatCount(size)} ${size === 1 ? 'point' : 'points'} ${points > 0 ? 'higher' : 'lower'}`,
          rest: `than in the ${days} days before`,
        };
      },
    },
    series: {
      title: 'Created and resolved',
      /** @type {Record<'day' | 'month', string>} */
      notes: { day: 'By day, UTC', month: 'By month, UTC' },
      /** @type {Record<'day' | 'month', string>} */
      steps: { day: 'Day', month: 'Month' },
      created: 'Created',
      resolved: 'Resolved',
      summary: (
        /** @type {{ created: number, resolved: number, days: number | null }} */ totals,
        /** @type {{ when: string, count: number } | null} */ peak,
      ) => {
        const { created, resolved, days } = totals;
        const span = days === null ? 'in all' : `in ${days} days`;
        const counts = `Created ${formatCount(created)} and resolved ${formatCount(resolved)} ${span}.`;
        if (!peak) return counts;
        const at = days === null ? `in ${peak.when}` : `on ${peak.when}`;
        return `${counts} Created was highest ${at} with ${formatCount(peak.count)}.`;
      },
      tip: (/** @type {number} */ created, /** @type {number} */ resolved) =>
        `${formatCount(created)} created, ${formatCount(resolved)} resolved`,
      missing: 'The chart couldn’t be loaded. Its numbers are in the table.',
    },
    /** @type {Record<import('../types').TriageField, string>} */
    breakdowns: {
      priority: 'Tickets by priority',
      category: 'Tickets by category',
      status: 'Tickets by status',
    },
    breakdownSummary: (/** @type {{ name: string, count: number }[]} */ rows) =>
      `${rows.map(({ name, count }) => `${name} ${formatCount(count)}`).join(', ')}.`,
    triage: {
      heading: 'Suggestions',
      /** @type {Record<import('../types').Period, string>} */
      notes: {
        '7d': 'By the model, in the last 7 days',
        '30d': 'By the model, in the last 30 days',
        '90d': 'By the model, in the last 90 days',
        all: 'By the model, at any time',
      },
      nothing: 'No suggestion was asked for in this period.',
      noTickets: 'No ticket has come of a suggestion in this period yet.',
      none: 'None yet',
      offered: 'Suggested tickets',
      offeredNote: (/** @type {import('../types').Triage} */ { asked, answered, cached }) =>
        `${formatCount(answered)} of ${plural(asked, 'question')} answered` +
        (cached ? `, ${formatCount(cached)} without the model` : ''),
      accepted: 'Kept as suggested',
      acceptedNote: (/** @type {import('../types').Triage} */ { offered, accepted }) =>
        `${formatCount(accepted)} of ${tickets(offered)} have both as suggested`,
      acceptedNone: 'Category and priority as suggested',
      latency: 'Time to answer',
      latencyNote: (/** @type {string} */ time) => `Median. 95 of 100 calls took at most ${time}`,
      latencyNone: 'The model was not called',
      cost: 'Estimated cost',
      costNote: 'Of the model’s calls, in US dollars',
      costUnknown: 'Not known',
      costNone: 'Its prices or its tokens are not known',
      /** @type {Record<'category' | 'priority', string>} */
      matrices: { category: 'Suggested categories', priority: 'Suggested priorities' },
      matrixNote: 'Framed: kept. Shaded by share of the row.',
      suggested: 'Suggested',
      now: 'Now',
      failures: 'Without a suggestion',
      failuresNote: (/** @type {number} */ count, /** @type {number} */ asked) =>
        `${formatCount(count)} of ${plural(asked, 'question')}`,
      noFailures: 'Every question was answered.',
      cause: 'Cause',
      times: 'Times',
      /** @type {Record<import('../types').FailureCause, string>} */
      causes: {
        timeout: 'No answer in time',
        connection: 'No connection to the model',
        rate_limit: 'Too many calls for the provider',
        access: 'Key or model not accepted',
        rejected: 'Request not accepted',
        server: 'Error of the model’s server',
        too_long: 'Answer far too long',
        unusable: 'Answer without category or priority',
        refused: 'The model declined',
        busy: 'Too many calls at once',
        paused: 'Paused after failures',
        budget: 'The hour’s calls used up',
        unexpected: 'Something unforeseen',
      },
    },
    tableCount: 'Tickets',
    tableShare: 'Share',
    showTable: 'Show as table',
    toggleName: (/** @type {string} */ chart) => `Show as table: ${chart}`,
  },

  commands: {
    palette: 'Search or jump to',
    help: 'Keyboard shortcuts',
    go_tickets: 'Go to Tickets',
    go_dashboard: 'Go to Dashboard',
    go_submit: 'Go to Submit',
    new_ticket: 'New ticket',
    undo: 'Undo the last change',
    search: 'Search tickets',
    filter: 'Filter by status',
    next: 'Next ticket',
    previous: 'Previous ticket',
    open: 'Open ticket',
    select: 'Select ticket',
    extend_down: 'Select the next one too',
    extend_up: 'Select the one before too',
    show_new: 'Show new tickets',
    set_status: 'Change status',
    set_priority: 'Change priority',
    set_category: 'Change category',
    resolve: 'Resolve',
    reopen: 'Reopen',
    copy_link: 'Copy link',
    close: 'Close, or clear the selection',
  },

  palette: {
    title: 'Search or jump to',
    placeholder: 'Type a command or search tickets',
    empty: 'Nothing found.',
    searching: 'Searching…',
    failed: 'Tickets could not be searched.',
    commands: 'Commands',
    views: 'Views',
    tickets: 'Tickets',
    theme: (/** @type {string} */ choice) => `Theme: ${choice}`,
  },

  help: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    sections: { anywhere: 'Anywhere', list: 'In the list', ticket: 'On a ticket or a selection' },
    form: 'In the form',
    formKeys: [
      { label: 'Submit the ticket', shown: 'Ctrl ↵' },
      { label: 'Use both suggestions', shown: 'Alt A' },
    ],
    singleKeys: 'Single-key shortcuts',
    singleKeysNote: 'Off is better with speech input.',
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
    signed_out: 'You are signed out.',
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
    code: 'This part of TicketFlow couldn’t be loaded. Check your connection and try again.',
  },
};
