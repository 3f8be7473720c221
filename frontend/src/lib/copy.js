import { formatCount } from './numbers.js';

/**
 * Every text a person can read, in one place, ready to be translated; those of the dashboard and of
 * accounts beside it, to come with the code that shows them.
 */

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
export const plural = (count, thing) => `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`;

/** @param {number} count */
export const tickets = (count) => plural(count, 'ticket');

/** @param {number} seconds */
export const wait = (seconds) =>
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

  // The rest of it comes with the code that shows it: lib/account/accountCopy.js.
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
