/** Texts of the command palette. */
export const paletteCopy = {
  placeholder: 'Type a command or search tickets',
  empty: 'Nothing found.',
  searching: 'Searching…',
  failed: 'Tickets could not be searched.',
  commands: 'Commands',
  views: 'Views',
  savedReplies: 'Manage saved replies',
  tickets: 'Tickets',
  theme: (/** @type {string} */ choice) => `Theme: ${choice}`,
};

/** Texts of the list of keyboard shortcuts. */
export const shortcutsCopy = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  sections: { anywhere: 'Anywhere', list: 'In the list', ticket: 'On a ticket or a selection' },
  form: 'In the form',
  formKeys: [
    { label: 'Submit the ticket', shown: 'Ctrl ↵' },
    { label: 'Use both suggestions', shown: 'Alt A' },
  ],
  similar: 'On a ticket like the open one',
  similarKeys: [
    { label: 'Merge the open ticket with it', shown: 'M' },
    { label: 'Link the open ticket with it', shown: 'L' },
  ],
  singleKeys: 'Single-key shortcuts',
  singleKeysNote: 'Off is better with speech input.',
};
