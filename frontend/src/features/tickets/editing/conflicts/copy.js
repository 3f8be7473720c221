/** Texts about two people changing one ticket. */
export const conflictCopy = {
  title: (/** @type {number} */ id, /** @type {string} */ field) =>
    `#${id}: someone else changed the ${field} too`,
  text: 'Choose which one stays.',
  textEdit: 'Choose which one stays, or merge them in yours.',
  by: (/** @type {string} */ who, /** @type {string} */ ago) => `${who}, ${ago}`,
  theirs: 'Theirs',
  mine: 'Yours',
  keepTheirs: 'Keep theirs',
  useMine: 'Use yours',
  later: 'Back to the editor',
  goneTitle: (/** @type {number} */ id) => `#${id} has been deleted`,
  goneText: 'Your text could not be saved. Copy it if you still need it.',
  copy: 'Copy text',
  copied: 'Text copied.',
  close: 'Close',
};
