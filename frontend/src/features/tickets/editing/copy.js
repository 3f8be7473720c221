import { ticketCopy } from '../../../domain/ticket/copy.js';

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
  gone: (/** @type {number} */ id) => `#${id} is no longer there. Someone has deleted it.`,
  theirsStays: (
    /** @type {number} */ id,
    /** @type {string} */ field,
    /** @type {string} */ value,
  ) => `#${id}: ${ticketCopy.nameOf(field)} stays ${ticketCopy.values[value]}.`,
  along: (/** @type {string[]} */ names) =>
    names.length ? ` Someone else changed its ${names.map(ticketCopy.nameOf).join(' and ')}.` : '',
  textDone: (/** @type {number} */ id, /** @type {string} */ field) =>
    field === 'title' ? `#${id} has a new title.` : `#${id} has a new description.`,
  textUndoHint: (/** @type {string} */ field) => `Bring the earlier ${field} back`,
  done: (/** @type {number} */ id, /** @type {string} */ field, /** @type {string} */ value) =>
    field === 'status'
      ? `#${id} is ${ticketCopy.values[value]} now.`
      : `#${id}: ${ticketCopy.fields[/** @type {import('../../../types').TriageField} */ (field)].toLowerCase()} is ${ticketCopy.values[value]} now.`,
  undoHint: (/** @type {string} */ field, /** @type {string} */ value) =>
    `Set ${field} back to ${ticketCopy.values[value]}`,
  failed: (/** @type {string} */ field, /** @type {string} */ value) =>
    `We couldn’t save the ${field}. It is ${ticketCopy.values[value]} again.`,
  failedOver: (/** @type {string} */ field, /** @type {string} */ value) =>
    `We couldn’t save the ${field} ${ticketCopy.values[value]}.`,
};
