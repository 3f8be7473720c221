import { formatCount } from '../../lib/numbers.js';

/** Texts of the dashboard. */
export const dashboardCopy = {
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
  /** @type {Record<import('../../types').Period, string>} */
  periods: { '7d': '7 days', '30d': '30 days', '90d': '90 days', all: 'All time' },
  /** @type {Record<import('../../types').Period, string>} */
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
  definitions: (/** @type {number | null} */ days, /** @type {string} */ zone) =>
    days === null
      ? {
          created: 'All tickets ever created.',
          open: 'Tickets that are open or in progress at this moment.',
          perDay: 'All tickets, divided by the days since the first one, quiet days included.',
          rate: 'Tickets that are resolved or closed at this moment, divided by all tickets.',
        }
      : {
          created: `Tickets created in the last ${days} days (${zone}), today included.`,
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
    notes: {
      day: (/** @type {string} */ zone) => `By day, ${zone}`,
      month: (/** @type {string} */ zone) => `By month, ${zone}`,
    },
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
  /** @type {Record<import('../../types').TriageField, string>} */
  breakdowns: {
    priority: 'Tickets by priority',
    category: 'Tickets by category',
    status: 'Tickets by status',
  },
  breakdownSummary: (/** @type {{ name: string, count: number }[]} */ rows) =>
    `${rows.map(({ name, count }) => `${name} ${formatCount(count)}`).join(', ')}.`,
  tableCount: 'Tickets',
  tableShare: 'Share',
  showTable: 'Show as table',
  toggleName: (/** @type {string} */ chart) => `Show as table: ${chart}`,
};
