import { ticketCopy } from '../../../domain/ticket/copy.js';
import { formatCount } from '../../../lib/numbers.js';
import { plural } from '../../../lib/plural.js';

/** @typedef {import('../../../types').Folder} Folder */

/** Texts about spam and the bin. */
export const removalCopy = {
  spam: 'Mark as spam',
  spamAndBlock: 'Mark as spam and block sender',
  delete: 'Delete',
  deleteForGood: 'Delete…',
  notSpam: 'Not spam',
  restore: 'Restore',
  erase: 'Erase…',
  block: 'Block sender',
  unblock: 'Unblock sender',
  /** @type {Record<Folder, string>} */
  is: { spam: 'This is spam.', bin: 'This ticket is in the bin.' },
  since: 'Since',
  fixed: 'It can be read here and moved, nothing else.',
  keptFor: (/** @type {number} */ days) => `Erased ${plural(days, 'day')} after it came here.`,
  blocked: (/** @type {string} */ name) => `${name} is blocked: all they send is spam.`,
  unblocked: (/** @type {string} */ name) => `${name} is no longer blocked.`,
  notBlocked: (/** @type {string} */ reason) => `That didn’t work. ${reason}`,
  undoBlock: 'Unblock them again',
  undoUnblock: 'Block them again',
  someone: 'The sender',
  folder: {
    /** @type {Record<Folder, string>} */
    text: {
      spam: 'Spam counts nowhere, and its senders are not told.',
      bin: 'What is deleted can be restored from here.',
    },
    kept: (/** @type {number} */ days) => `Erased after ${plural(days, 'day')}.`,
    /** @type {Record<Folder, string>} */
    empty: { spam: 'Erase all spam…', bin: 'Empty the bin…' },
  },
  erasing: {
    title: (/** @type {number | null} */ count) =>
      count === null
        ? 'Erase all of them?'
        : count === 1
          ? 'Erase this ticket?'
          : `Erase ${ticketCopy.tickets(count)}?`,
    text: 'With all messages, notes and what the history says of them. This cannot be undone.',
    confirm: 'Erase for good',
    working: 'Erasing…',
    progress: (/** @type {number} */ count) => `${formatCount(count)} erased…`,
    cancel: 'Keep',
    done: (/** @type {number} */ count) =>
      count ? `${ticketCopy.tickets(count)} erased.` : 'Nothing was left to erase.',
    failed: (/** @type {string} */ reason) => `Not everything was erased. ${reason}`,
  },
};
