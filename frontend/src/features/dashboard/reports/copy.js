import { formatCount } from '../../../lib/numbers.js';

/** Texts of the report on agents and teams. */
export const reportsCopy = {
  heading: 'Agents and teams',
  by: 'Report by',
  /** @type {Record<import('./reportRows.js').By, string>} */
  kinds: { agents: 'Agents', teams: 'Teams' },
  note: (/** @type {number} */ days, /** @type {string} */ zone) =>
    `The last ${formatCount(days)} days (${zone}), today included`,
  failed: 'We couldn’t load the report.',
  offline: 'You’re offline. The report appears as soon as you’re back.',
  /** @type {Record<import('./reportRows.js').By, string>} */
  nothing: {
    agents: 'Figures appear once somebody has taken, answered or resolved a ticket.',
    teams: 'Figures appear once a team has a ticket.',
  },
  /** @type {Record<import('./reportRows.js').By, string>} */
  names: { agents: 'Agent', teams: 'Team' },
  /** @type {Record<import('./reportRows.js').By, string>} */
  none: { agents: 'Nobody', teams: 'No team' },
  left: 'Left',
  leftHint: 'May not sign in any more',
  leftOut: (/** @type {number} */ count) => `and ${formatCount(count)} more`,
  /** @type {Record<import('./reportRows.js').Figure, string>} */
  columns: {
    taken: 'Taken',
    answered: 'Answered',
    resolved: 'Resolved',
    first: 'First replies',
    median: 'Median',
    most: '90 of 100',
    waiting: 'Waiting now',
  },
  /** In a file, whose numbers have no unit. */
  seconds: (/** @type {string} */ column) => `${column} (seconds)`,
  unknown: '–',
  definitionsHeading: 'How these are counted',
  about: {
    agents: 'Every ticket counts for the agent who has it now, whoever did the work before.',
    teams: 'Every ticket counts for the team that has it now.',
  },
  /** @type {Record<import('./reportRows.js').Figure, string>} */
  definitions: {
    taken: 'Tickets that got the agent they have now in these days.',
    answered: 'Tickets that an agent last replied to in these days.',
    resolved: 'Tickets that were last resolved or closed in these days.',
    first: 'Tickets that were first replied to in these days.',
    median: 'Half of these first replies took no longer, from the submission on.',
    most: '90 of 100 of them took no longer.',
    waiting: 'Tickets whose requester waits for an agent at this moment.',
  },
  backlog: {
    title: 'Open tickets by age',
    note: 'Open or in progress now, by days since they came in',
    today: 'Today',
    days: (/** @type {number} */ first, /** @type {number} */ last) => `${first}–${last} days`,
    older: (/** @type {number} */ days) => `${days} days or more`,
    age: 'Age',
    tickets: 'Tickets',
    empty: 'No ticket is open.',
  },
};
