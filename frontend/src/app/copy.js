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
  crash: {
    title: 'This part stopped working',
    text: 'Something went wrong while showing it. What you typed is kept.',
  },
};
