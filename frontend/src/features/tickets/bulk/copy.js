import { ticketCopy } from '../../../domain/ticket/copy.js';
import { snoozeCopy } from '../snooze/copy.js';
import { isTagEdit, tagChangeWords } from '../../../domain/ticket/tagEdits.js';
import { formatCount } from '../../../lib/numbers.js';
import { movedWords } from '../editing/copy.js';

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
  merge: 'Merge…',
  mergeTwo: 'Select two tickets to merge them.',
  spam: 'Spam',
  spamHint: 'Mark as spam',
  delete: 'Delete',
  deleteHint: 'Move to the bin',
  notSpam: 'Not spam',
  restore: 'Restore',
  erase: 'Erase…',
  done: (
    /** @type {number} */ count,
    /** @type {import('../../../types').ChoiceField} */ field,
    /** @type {import('../../../types').BulkValue} */ value,
  ) => {
    if (field === 'snoozed_until') {
      return snoozeCopy.bulkDone(ticketCopy.tickets(count), /** @type {string | null} */ (value));
    }
    if (isTagEdit(value)) return `${ticketCopy.tickets(count)}: ${tagChangeWords(value)}.`;
    if (field === 'folder') return `${ticketCopy.tickets(count)} ${movedWords(value)}`;
    const word = ticketCopy.wordOf(field, value);
    return field === 'status'
      ? `${ticketCopy.tickets(count)} ${count === 1 ? 'is' : 'are'} ${word} now.`
      : `${ticketCopy.tickets(count)}: ${ticketCopy.nameOf(field)} is ${word} now.`;
  },
  left: (
    /** @type {number} */ count,
    /** @type {string} */ field,
    /** @type {import('../../../types').BulkValue} */ value,
  ) => {
    const name =
      field === 'team' && value && typeof value === 'object' && 'name' in value
        ? `${value.name}, which is`
        : 'a team that is';
    return `${ticketCopy.tickets(count)} ${count === 1 ? 'is' : 'are'} now with ${name} closed to others.`;
  },
  missing: (/** @type {number} */ count) => `${ticketCopy.tickets(count)} no longer there.`,
  nothing: 'Nothing to change: they are all like that already.',
  failed: (/** @type {number} */ count) => `We couldn’t change ${ticketCopy.tickets(count)}.`,
  undoHint: 'Put all of them back as they were',
  undone: 'Put back as it was.',
};
