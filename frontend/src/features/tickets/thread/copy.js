/** Texts of the conversation. */
export const threadCopy = {
  label: (/** @type {string} */ who, /** @type {string} */ ago) => `${who}, ${ago}`,
  noteLabel: (/** @type {string} */ who, /** @type {string} */ ago) =>
    `Internal note, ${who}, ${ago}`,
  description: (/** @type {string} */ who, /** @type {string} */ ago) =>
    `Description, ${who}, ${ago}`,
  heading: 'Conversation',
  note: 'Internal note',
  you: 'You',
  nobody: 'Someone (open demo)',
  agent: 'An agent',
  requester: 'Requester',
  requesterRole: 'requester',
  system: 'The system',
  edited: 'edited',
  /** @type {Partial<Record<import('../../../types').Message['channel'], string>>} */
  channels: { link: 'by private link', email: 'by e-mail', api: 'by the API', import: 'imported' },
  showAll: 'Show all',
  showLess: 'Show less',
  copyLink: 'Copy link to this message',
  editNote: 'Edit note',
  deleteNote: 'Delete note',
  noteText: 'Note',
  deletion: {
    question: 'Delete this note for everyone?',
    confirm: 'Delete note',
    deleting: 'Deleting…',
    cancel: 'Keep it',
    done: 'The note is deleted.',
    failed: (/** @type {string} */ reason) => `The note was not deleted. ${reason}`,
  },
  editing: {
    failed: (/** @type {string} */ reason) => `Not saved. ${reason} Your text is kept.`,
    conflict:
      'Not saved: someone else changed this note meanwhile. Theirs is above. Save again to use yours.',
  },
  undo: 'Undo',
  undoHint: 'Take the reply back',
  earlier: 'Show earlier messages',
  loadingEarlier: 'Loading…',
  latest: 'Latest message',
  loading: 'Loading conversation…',
  failed: 'The conversation couldn’t be loaded.',
  offline: 'You’re offline. The conversation appears as soon as you’re back.',
  arrived: (/** @type {string} */ who) => `New reply from ${who}`,
  gone: 'That message is not here. It may have been taken back or deleted.',
};
