import { ticketCopy } from '../../../domain/ticket/copy.js';
import { viewCopy } from '../../../domain/view/copy.js';
import { snoozeCopy } from '../snooze/copy.js';
import { tagsCopy } from '../tags/copy.js';

const NO_FOLDER = 'None';

/**
 * Return the word for a field's value.
 * @param {string} field
 * @param {import('../../../types').ChoiceValue | undefined} value
 */
export function wordOf(field, value) {
  if (Array.isArray(value)) return value.join(', ') || tagsCopy.noTags;
  if (field === 'folder') {
    return viewCopy.names[/** @type {import('../../../types').Folder} */ (value)] ?? NO_FOLDER;
  }
  if (field !== 'snoozed_until') return ticketCopy.wordOf(field, value);
  return snoozeCopy.value(typeof value === 'string' ? value : null);
}
