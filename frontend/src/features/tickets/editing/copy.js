import { ticketCopy } from '../../../domain/ticket/copy.js';
import { wordOf } from './words.js';

/**
 * Return what has happened to tickets that were moved to a folder, or out of it.
 * @param {import('../../../types').ChoiceValue} folder
 */
export function movedWords(folder) {
  if (folder === 'spam') return 'marked as spam.';
  return folder === 'bin' ? 'moved to the bin.' : 'back in the list.';
}

/** @param {string} field */
const are = (field) => (field === 'tags' ? 'are' : 'is');

/** Texts about changing a ticket. */
export const editingCopy = {
  button: (/** @type {string} */ field, /** @type {string} */ value, /** @type {number} */ id) =>
    `${field} of #${id}: ${value}. Change`,
  text: {
    titleLabel: 'Title',
    title: 'Edit title',
    description: 'Edit description',
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    failed: (/** @type {string} */ reason) => `Not saved. ${reason} Your text is kept.`,
  },
  gone: (/** @type {number} */ id) =>
    `#${id} is no longer there. Someone has deleted it, or handed it to a closed team.`,
  removed: (/** @type {number} */ id, /** @type {import('../../../types').Folder} */ folder) =>
    folder === 'spam'
      ? `Someone has marked #${id} as spam. Take it out of there to change it.`
      : `Someone has moved #${id} to the bin. Restore it to change it.`,
  left: (
    /** @type {number} */ id,
    /** @type {string} */ field,
    /** @type {import('../../../types').ChoiceValue} */ value,
  ) =>
    field === 'team' && value && typeof value === 'object' && 'name' in value
      ? `#${id} is now with ${value.name}, which is closed to others.`
      : `#${id} is now with a team that is closed to others.`,
  theirsStays: (
    /** @type {number} */ id,
    /** @type {string} */ field,
    /** @type {import('../../../types').ChoiceValue} */ value,
  ) =>
    `#${id}: ${ticketCopy.nameOf(field)} ${field === 'tags' ? 'stay' : 'stays'} ${wordOf(field, value)}.`,
  along: (/** @type {string[]} */ names) =>
    names.length ? ` Someone else changed its ${names.map(ticketCopy.nameOf).join(' and ')}.` : '',
  textDone: (/** @type {number} */ id, /** @type {string} */ field) =>
    field === 'title' ? `#${id} has a new title.` : `#${id} has a new description.`,
  textUndoHint: (/** @type {string} */ field) => `Bring the earlier ${field} back`,
  done: (
    /** @type {number} */ id,
    /** @type {import('../../../types').ChoiceField} */ field,
    /** @type {import('../../../types').ChoiceValue} */ value,
  ) => {
    if (Array.isArray(value) && !value.length) return `#${id} has no tags now.`;
    if (field === 'folder') return `#${id}: ${movedWords(value)}`;
    const word = wordOf(field, value);
    return field === 'status'
      ? `#${id} is ${word} now.`
      : `#${id}: ${ticketCopy.nameOf(field)} ${are(field)} ${word} now.`;
  },
  undoHint: (/** @type {string} */ field, /** @type {string} */ value) =>
    `Set ${field} back to ${value}`,
  notMoved: (/** @type {number} */ id) => `We couldn’t move #${id}.`,
  moveBackHint: 'Put it back where it was',
  failed: (/** @type {string} */ field, /** @type {string} */ value) =>
    `We couldn’t save the ${field}. ${field === 'tags' ? 'They are' : 'It is'} ${value} again.`,
  failedOver: (/** @type {string} */ field, /** @type {string} */ value) =>
    `We couldn’t save the ${field} ${value}.`,
};
