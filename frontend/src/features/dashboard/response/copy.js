import { formatCount } from '../../../lib/numbers.js';
import { plural } from '../../../lib/plural.js';

/** @param {number | null} days @param {string} zone */
const inPeriod = (days, zone) =>
  days === null ? 'so far' : `in the last ${days} days (${zone}), today included`;

/** Texts of the cards on how soon agents respond and resolve. */
export const responseCopy = {
  heading: 'Response times',
  metrics: {
    first_response: {
      title: 'First reply',
      note: 'From the submission to an agent’s first reply',
      empty: 'No replies in this period yet.',
      count: (/** @type {number} */ count) =>
        count === 1 ? '1 first reply' : `${formatCount(count)} first replies`,
      tableCount: 'First replies',
      definition: (
        /** @type {number} */ count,
        /** @type {number | null} */ days,
        /** @type {string} */ zone,
      ) =>
        `${plural(count, 'ticket')} got a first public reply by an agent ${inPeriod(days, zone)}.`,
    },
    resolution: {
      title: 'Resolution',
      note: 'From the submission to the last resolution',
      empty: 'Nothing resolved in this period yet.',
      count: (/** @type {number} */ count) => plural(count, 'resolution'),
      tableCount: 'Resolutions',
      definition: (
        /** @type {number} */ count,
        /** @type {number | null} */ days,
        /** @type {string} */ zone,
      ) =>
        `${plural(count, 'ticket')} were last resolved or closed ${inPeriod(days, zone)}, without those that were so when they came in.`,
    },
  },
  waiting: {
    title: 'Waiting now',
    note: 'For an agent, whatever the period',
    empty: 'Nobody is waiting for an agent.',
    since: 'Longest:',
    definition:
      'Tickets that are open or in progress, and whose requester wrote last. The list begins with who waits longest.',
  },
  median: 'Median',
  medianOf: (/** @type {string} */ things) => `Median of ${things}`,
  most: (/** @type {string} */ span) => `90 of 100 within ${span}`,
  mostColumn: '90 of 100',
  /** In a file, whose numbers have no unit. */
  seconds: (/** @type {string} */ column) => `${column} (seconds)`,
  none: '–',
  all: 'All',
  priority: 'Priority',
  tickets: 'Tickets',
  exact: (/** @type {string} */ median, /** @type {string} */ most) =>
    `Half of them took at most ${median}, 90 of 100 at most ${most}; both are estimated within 5 %.`,
  trends: {
    none: 'No comparison yet',
    same: (/** @type {number} */ days) => ({
      lead: 'About as fast',
      rest: `as in the ${days} days before`,
    }),
    faster: (/** @type {string} */ share, /** @type {number} */ days) => ({
      lead: `${share} faster`,
      rest: `than in the ${days} days before`,
    }),
    slower: (/** @type {string} */ share, /** @type {number} */ days) => ({
      lead: `${share} slower`,
      rest: `than in the ${days} days before`,
    }),
    longer: (/** @type {string} */ times, /** @type {number} */ days) => ({
      lead: `${times} times as long`,
      rest: `as in the ${days} days before`,
    }),
  },
  summary: (/** @type {string[]} */ parts) => `${parts.join('. ')}.`,
};
