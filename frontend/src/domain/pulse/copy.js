/** Texts about tickets that are back from a snooze. */
export const wokenCopy = {
  due: (/** @type {number} */ id, /** @type {string} */ until, /** @type {boolean} */ wasOwn) =>
    wasOwn
      ? `#${id} is back: you snoozed it until ${until}.`
      : `#${id} is back: it was snoozed until ${until}.`,
  answered: (/** @type {number} */ id) => `#${id} is back: its requester wrote.`,
  many: (/** @type {number} */ count) => `${count} of your tickets are back from a snooze.`,
  open: 'Open',
  openHint: (/** @type {number} */ id) => `Open ticket #${id}`,
  show: 'Show',
  showHint: 'Show the tickets in which something was written last',
};
