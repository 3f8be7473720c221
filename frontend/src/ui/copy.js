/** Texts of the shared components. */
export const uiCopy = {
  product: 'TicketFlow',
  documentTitle: (/** @type {string} */ page) => `${page} · TicketFlow`,
  theme: {
    label: 'Theme',
    /** @type {Record<import('../types').ThemeChoice, string>} */
    choices: { system: 'Same as system', light: 'Light', dark: 'Dark' },
  },
  offline: 'You’re offline. Changes are paused.',
  stale: (/** @type {string} */ time) => `Not up to date since ${time}.`,
  tryAgain: 'Try again',
  undo: 'Undo',
  linkCopied: 'Link copied.',
  copied: 'Copied.',
  notCopied: (/** @type {string} */ text) => `It could not be copied. Copy it from here: ${text}`,
  selected: 'It could not be copied. It is selected: press Ctrl+C or ⌘C.',
  codeMissing: 'This part of TicketFlow couldn’t be loaded. Check your connection and try again.',
  toast: {
    region: 'Notifications',
    dismiss: 'Dismiss',
  },
};
