/** What a person can read in a ticket's history and where two have changed it: it comes on demand. */

export const historyCopy = {
  heading: 'History',
  loading: 'Loading history…',
  failed: 'The history couldn’t be loaded.',
  offline: 'You’re offline. The history appears as soon as you’re back.',
  showAll: 'Show all',
  showFewer: 'Show fewer',
  older: 'Show older',
  loadingOlder: 'Loading…',
  /** @type {Record<import('../../types').HistoryEntry['kind'], string>} */
  who: {
    agent: 'An agent',
    anonymous: 'Someone not signed in',
    import: 'An import',
    system: 'The system',
  },
  anonymousOpen: 'Someone (open demo)',
  /** @type {Record<import('../../types').HistoryEntry['kind'], string>} */
  created: {
    agent: 'submitted the ticket',
    anonymous: 'submitted the ticket',
    import: 'brought the ticket in',
    system: 'made the ticket',
  },
  changed: 'changed',
  fromTo: (/** @type {string} */ before, /** @type {string} */ after) =>
    `from ${before} to ${after}`,
  arrow: (/** @type {string} */ before, /** @type {string} */ after) => `${before} → ${after}`,
  details: 'What changed',
  before: 'Before',
  after: 'After',
  nothing: 'Nothing',
};

export const conflictCopy = {
  title: (/** @type {number} */ id, /** @type {string} */ field) =>
    `#${id}: someone else changed the ${field} too`,
  text: 'Choose which one stays.',
  textEdit: 'Choose which one stays, or merge them in yours.',
  by: (/** @type {string} */ who, /** @type {string} */ ago) => `${who}, ${ago}`,
  theirs: 'Theirs',
  mine: 'Yours',
  keepTheirs: 'Keep theirs',
  useMine: 'Use yours',
  later: 'Back to the editor',
  goneTitle: (/** @type {number} */ id) => `#${id} has been deleted`,
  goneText: 'Your text could not be saved. Copy it if you still need it.',
  copy: 'Copy text',
  copied: 'Text copied.',
  notCopied: 'The text could not be copied. It is selected.',
  close: 'Close',
};
