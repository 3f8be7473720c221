/** Texts about views, and about saving one. */
export const viewsCopy = {
  heading: 'Views',
  saved: 'Saved',
  save: 'Save this view…',
  saveTitle: 'Save this view',
  saveText: 'The filters and the search are kept on this device.',
  name: 'Name',
  nameMissing: 'Give the view a name.',
  confirm: 'Save view',
  cancel: 'Cancel',
  remove: (/** @type {string} */ name) => `Remove view: ${name}`,
  removed: (/** @type {string} */ name) => `View “${name}” removed.`,
  putBack: (/** @type {string} */ name) => `Keep view: ${name}`,
  shortcuts: 'Shortcuts',
};
