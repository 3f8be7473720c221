import { formatCount } from '../lib/numbers.js';

/** Texts of the navigation and the page around the tabs. */
export const appCopy = {
  main: 'Main',
  skip: 'Skip to content',
  /** @type {Record<import('../types').Tab, string>} */
  tabs: { submit: 'Submit', tickets: 'Tickets', dashboard: 'Dashboard' },
  open: (/** @type {number} */ count) => `${formatCount(count)} open`,
  demo: 'Open demo',
  demoHint: 'Anyone who can reach this page may read and change every ticket.',
  jump: 'Search or jump to…',
  palette: 'Search or jump to',
  once: {
    region: 'Shown only once',
    /** @type {Record<import('../lib/shownOnce.js').Kind, (about: string) => string>} */
    titles: {
      private_link: (ticket) => `Your private link to ticket ${ticket}`,
      new_link: (ticket) => `The new private link to ticket ${ticket}`,
      api_token: (name) => `API token: ${name}`,
      recovery_codes: () => 'Recovery codes',
    },
    text: 'Copy it now: it is kept in this tab alone, and for half an hour.',
    copy: 'Copy',
    done: 'I have it',
  },
  crash: {
    title: 'This part stopped working',
    text: 'Something went wrong while showing it. What you typed is kept.',
  },
};
