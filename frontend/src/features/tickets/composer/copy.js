import { ticketCopy } from '../../../domain/ticket/copy.js';
import { formatCount } from '../../../lib/numbers.js';
import { plural } from '../../../lib/plural.js';

/** @typedef {import('../../../types').MessageKind} MessageKind */

const KB = 1024;

/** @type {Record<MessageKind, string>} */
const kinds = { reply: 'Reply', note: 'Internal note' };

/** Texts of the composer. */
export const composerCopy = {
  kind: 'Kind of message',
  kinds,
  text: kinds,
  /** @type {Record<MessageKind, string>} */
  placeholder: { reply: 'Write a reply', note: 'Write a note for the team' },
  /** @type {Record<MessageKind, string>} */
  send: { reply: 'Send', note: 'Add note' },
  shortcut: 'Ctrl ↵',
  more: 'More ways to send',
  /** @type {Record<MessageKind, (status: string) => string>} */
  andThen: {
    reply: (status) => `Send and set to ${ticketCopy.values[status]}`,
    note: (status) => `Add and set to ${ticketCopy.values[status]}`,
  },
  /** @type {Record<MessageKind, string>} */
  andResolve: { reply: 'Send and resolve', note: 'Add and resolve' },
  /** @type {Record<MessageKind, string>} */
  andNext: { reply: 'Send and go to the next ticket', note: 'Add and go to the next ticket' },
  /** @type {Record<MessageKind, string>} */
  andSnooze: {
    reply: 'Send and snooze until they answer',
    note: 'Add and snooze until they answer',
  },
  /** @type {Record<MessageKind, (days: number) => string>} */
  andSnoozeDays: {
    reply: (days) => `Send and snooze for ${days} days`,
    note: (days) => `Add and snooze for ${days} days`,
  },
  shortcutResolve: 'Ctrl Shift ↵',
  preview: 'Preview',
  previewLoading: 'Rendering…',
  previewFailed: (/** @type {string} */ reason) => `There is no preview right now. ${reason}`,
  previewEmpty: 'There is nothing to preview yet.',
  draftSaved: 'Draft saved',
  /** @type {Record<MessageKind, string>} */
  missing: { reply: 'Write the reply first.', note: 'Write the note first.' },
  tooLong: (/** @type {number} */ bytes) =>
    `Shorten this by about ${plural(bytes, 'letter')}, or send it in two parts.`,
  size: (/** @type {number} */ bytes, /** @type {number} */ max) =>
    `${formatCount(Math.ceil(bytes / KB))} / ${formatCount(max / KB)} kB`,
  sizeSpoken: (/** @type {number} */ left) =>
    left < 0 ? 'Too long' : `${formatCount(Math.floor(left / KB))} kB left`,
  nowNote: (/** @type {string} */ who) => `This is now an internal note. ${who} will not see it.`,
  nowReply: (/** @type {string} */ who) => `This is a reply again. ${who} will see it.`,
  keptReply: 'Your unsent reply is kept.',
  requester: 'The requester',
  offline: 'You’re offline. What you write is kept on this device.',
  /** @type {Record<MessageKind, string>} */
  sent: { reply: 'Reply sent.', note: 'Note added.' },
  unreached: (/** @type {string[]} */ names) =>
    `${new Intl.ListFormat('en').format(names)} can’t read this ticket, and won’t hear of the note.`,
  undoHint: 'Take the reply back',
  takenBack: 'The reply is taken back. Its text is in the composer.',
  tooLate: 'The reply has left already and can’t be taken back.',
  notTakenBack: (/** @type {string} */ reason) => `The reply was not taken back. ${reason}`,
  sending: 'Sending…',
  notSent: 'Not sent.',
  retry: 'Retry',
  edit: 'Edit',
  failedElsewhere: (/** @type {number} */ ticket, /** @type {string} */ reason) =>
    `Your message to #${ticket} was not sent. ${reason} Its text is kept there.`,
  overtaken: {
    title: (/** @type {string} */ who, /** @type {string} */ ago) => `${who} wrote ${ago}.`,
    several: (/** @type {number} */ count, /** @type {string} */ ago) =>
      `${plural(count, 'message')} came in, the last one ${ago}.`,
    text: 'Your reply is not sent yet.',
    read: 'Read it',
    readAll: 'Read them',
    anyway: 'Send anyway',
  },
};
