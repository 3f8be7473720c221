import { ticketCopy } from '../../../domain/ticket/copy.js';
import { formatCount } from '../../../lib/numbers.js';
import { plural } from '../../../lib/plural.js';

/** Texts of the section on suggestions. */
export const triageCopy = {
  heading: 'Suggestions',
  /** @type {Record<import('../../../types').Period, string>} */
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
  offeredNote: (/** @type {import('../../../types').Triage} */ { asked, answered, cached }) =>
    `${formatCount(answered)} of ${plural(asked, 'question')} answered` +
    (cached ? `, ${formatCount(cached)} without the model` : ''),
  accepted: 'Kept as suggested',
  acceptedNote: (/** @type {import('../../../types').Triage} */ { offered, accepted }) =>
    `${formatCount(accepted)} of ${ticketCopy.tickets(offered)} have both as suggested`,
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
  /** @type {Record<import('../../../types').FailureCause, string>} */
  causes: {
    timeout: 'No answer in time',
    connection: 'No connection to the model',
    rate_limit: 'Too many calls for the provider',
    access: 'Address, key or model not accepted',
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
};
