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
  /**
   * Words for what happened between two tickets.
   * @type {Record<string, { begun: (number: string) => string, ended: (number: string) => string }>}
   */
  between: {
    merged_into: {
      begun: (number) => `Merged into ${number}`,
      ended: (number) => `No longer merged into ${number}`,
    },
    merged_from: {
      begun: (number) => `${number} was merged into this ticket`,
      ended: (number) => `${number} is on its own again`,
    },
    related: {
      begun: (number) => `Linked with ${number}`,
      ended: (number) => `No longer linked with ${number}`,
    },
    message_moved_to: {
      begun: (number) => `A message was moved to ${number}`,
      ended: (number) => `A message came back from ${number}`,
    },
    message_moved_from: {
      begun: (number) => `A message came from ${number}`,
      ended: (number) => `A message went back to ${number}`,
    },
  },
  fromTo: (/** @type {string} */ before, /** @type {string} */ after) =>
    `from ${before} to ${after}`,
  arrow: (/** @type {string} */ before, /** @type {string} */ after) => `${before} → ${after}`,
  tags: tagChangeWords,
  details: 'What changed',
  before: 'Before',
  after: 'After',
  nothing: 'Nothing',
};
