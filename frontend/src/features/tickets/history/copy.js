import { tagChangeWords } from '../../../domain/ticket/tagEdits.js';

/** Texts of a ticket’s history. */
export const historyCopy = {
  heading: 'History',
  loading: 'Loading history…',
  failed: 'The history couldn’t be loaded.',
  offline: 'You’re offline. The history appears as soon as you’re back.',
  showAll: 'Show all',
  showFewer: 'Show fewer',
  older: 'Show older',
  loadingOlder: 'Loading…',
  /** @type {Record<import('../../../types').HistoryEntry['kind'], string>} */
  who: {
    agent: 'An agent',
    anonymous: 'Someone not signed in',
    import: 'An import',
    system: 'The system',
  },
  anonymousOpen: 'Someone (open demo)',
  /** @type {Record<import('../../../types').HistoryEntry['kind'], string>} */
  created: {
    agent: 'submitted the ticket',
    anonymous: 'submitted the ticket',
    import: 'brought the ticket in',
    system: 'made the ticket',
  },
  changed: 'changed',
  answer: 'The requester’s message',
  woken: 'woke the ticket up',
  fromTo: (/** @type {string} */ before, /** @type {string} */ after) =>
    `from ${before} to ${after}`,
  arrow: (/** @type {string} */ before, /** @type {string} */ after) => `${before} → ${after}`,
  tags: tagChangeWords,
  details: 'What changed',
  before: 'Before',
  after: 'After',
  nothing: 'Nothing',
};
