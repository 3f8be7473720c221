import { formatCount } from '../../lib/numbers.js';
import { plural } from '../../lib/plural.js';

/** @type {Record<import('../../types').Status, string>} */
const status = { open: 'Open', in_progress: 'In progress', resolved: 'Resolved', closed: 'Closed' };

/** @type {Record<import('../../types').Priority, string>} */
const priority = { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' };

/** @type {Record<import('../../types').Category, string>} */
const category = {
  billing: 'Billing',
  technical: 'Technical',
  account: 'Account',
  general: 'General',
};

/** @type {Record<string, string>} */
const values = { ...status, ...priority, ...category };

/** @type {Record<import('../../types').ChoiceField, string>} */
const fields = {
  status: 'Status',
  priority: 'Priority',
  category: 'Category',
  assignee: 'Assignee',
  team: 'Team',
  snoozed_until: 'Snooze',
  tags: 'Tags',
  folder: 'Folder',
};

const closed = 'closed';

/** @type {Record<string, string>} */
const nothing = { assignee: 'Nobody', team: 'No team' };

/**
 * Return the word for a field's value.
 * @param {string} field
 * @param {import('../../types').ChoiceValue | undefined} value
 */
function wordOf(field, value) {
  if (value === null || value === undefined) return nothing[field] ?? '';
  if (typeof value !== 'object' || !('name' in value)) return values[String(value)];
  return 'is_closed' in value && value.is_closed ? `${value.name} (${closed})` : value.name;
}

/**
 * Return the name of a field for use within a sentence.
 * @param {string} field
 */
const nameOf = (field) =>
  (fields[/** @type {import('../../types').ChoiceField} */ (field)] ?? field)
    .replaceAll('_', ' ')
    .toLowerCase();

/** @param {number} count */
const tickets = (count) => plural(count, 'ticket');

/** Texts about tickets that several features use. */
export const ticketCopy = {
  values,
  fields,
  nameOf,
  nothing,
  closed,
  closedHint: 'Only its members and admins see its tickets.',
  wordOf,
  tickets,
  total: (/** @type {import('../../types').Total} */ { count, exact }) =>
    exact ? tickets(count) : `${formatCount(count)}+ tickets`,
  number: (/** @type {number} */ id) => `#${id}`,
  label: (/** @type {number} */ id) => `Ticket #${id}`,
  goTo: (/** @type {number} */ id) => `Go to ticket #${id}`,
  description: 'Description',
  missing: {
    title: 'Add a title, so we know what this is about.',
    description: 'Describe what happened. Two sentences are enough.',
  },
  tooLong: (/** @type {number} */ max) => `Shorten this to ${formatCount(max)} characters.`,
  noAddress: 'Enter an address like name@example.com, or leave this empty.',
  link: {
    title: 'Your private link',
    copyIt: 'Copy link',
  },
};
