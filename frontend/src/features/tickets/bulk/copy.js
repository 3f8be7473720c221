import { ticketCopy } from '../../../domain/ticket/copy.js';
import { formatCount } from '../../../lib/numbers.js';

/** Texts about changing many tickets at once. */
export const bulkCopy = {
  label: 'Selected tickets',
  selected: (/** @type {number} */ count) => `${formatCount(count)} selected`,
  all: (/** @type {import('../../../types').Total} */ { count, exact }) =>
    `Select all ${exact ? formatCount(count) : `${formatCount(count)}+`} that match`,
  allSelected: (/** @type {number} */ count) => `All ${formatCount(count)} that match`,
  tooMany: (/** @type {number} */ max) => `At most ${formatCount(max)} at once.`,
  clear: 'Clear selection',
  resolve: 'Resolve',
  done: (/** @type {number} */ count, /** @type {string} */ field, /** @type {string} */ value) =>
    field === 'status'
      ? `${ticketCopy.tickets(count)} ${count === 1 ? 'is' : 'are'} ${ticketCopy.values[value]} now.`
      : `${ticketCopy.tickets(count)}: ${ticketCopy.fields[/** @type {import('../../../types').TriageField} */ (field)].toLowerCase()} is ${ticketCopy.values[value]} now.`,
  missing: (/** @type {number} */ count) => `${ticketCopy.tickets(count)} no longer there.`,
  nothing: 'Nothing to change: they are all like that already.',
  failed: (/** @type {number} */ count) => `We couldn’t change ${ticketCopy.tickets(count)}.`,
  undoHint: 'Put all of them back as they were',
  undone: 'Put back as it was.',
};
