import { TAG_NAME_MAX } from '../../../api/vocabulary.js';
import { plural } from '../../../lib/plural.js';

/** @param {number | null} count null where that takes too long to count */
const tickets = (count) => (count === null ? 'Many tickets' : plural(count, 'ticket'));

/** Texts of the tags in the settings. */
export const tagSettingsCopy = {
  title: 'Tags',
  text: 'Words on tickets, by which agents find them.',
  search: 'Search tags',
  create: 'New tag',
  goOn: 'Go on with your draft',
  editTitle: 'Edit tag',
  newTitle: 'New tag',
  failed: 'We couldn’t load the tags.',
  none: 'No tags yet',
  noneText: 'They come to be where agents put them on tickets.',
  noMatch: 'Nothing matches',
  noMatchText: (/** @type {string} */ search) => `No tag has “${search}” in its name.`,
  edit: (/** @type {string} */ name) => `Edit: ${name}`,
  merge: (/** @type {string} */ name) => `Merge into another: ${name}`,
  remove: (/** @type {string} */ name) => `Delete: ${name}`,
  counting: 'Counting its tickets…',
  deletion: {
    question: (/** @type {string} */ name) => `Delete the tag “${name}”?`,
    text: (/** @type {number | null} */ count) =>
      count === 0
        ? 'No ticket has it. This cannot be undone.'
        : `${tickets(count)} will be without it. This cannot be undone.`,
    notCounted: 'Its tickets will be without it. This cannot be undone.',
  },
  merging: {
    question: (/** @type {string} */ name) => `Merge “${name}” into`,
    find: 'Find the other tag',
    finding: 'Looking…',
    noneFound: 'No other tag is called that.',
    failed: 'The tags couldn’t be loaded.',
    sure: (/** @type {string} */ name, /** @type {string} */ into) =>
      `Merge “${name}” into “${into}”?`,
    text: (
      /** @type {string} */ name,
      /** @type {string} */ into,
      /** @type {number | null | undefined} */ count,
    ) => {
      const which = count === undefined ? 'Its tickets' : tickets(count);
      return count === 0
        ? `No ticket has it. “${name}” is gone then, and this cannot be undone.`
        : `${which} will have “${into}” instead. “${name}” is gone then, and this cannot be undone.`;
    },
    confirm: 'Merge',
    merging: 'Merging…',
    other: 'Choose another',
    cancel: 'Cancel',
    done: (/** @type {string} */ name, /** @type {string} */ into) => `“${name}” is “${into}” now.`,
    changed: 'It was changed meanwhile. This is how it is now.',
    notDone: (/** @type {string} */ reason) => `They are not merged. ${reason}`,
  },
  editor: {
    name: 'Name',
    nameMissing: 'Give it a name.',
    nameTooLong: `A tag’s name has at most ${TAG_NAME_MAX} characters.`,
    comma: 'A tag’s name has no comma.',
    reserved: '“none” means tickets without tags. Choose another name.',
    color: 'Colour',
    /** @type {Record<import('../../../types').TagColor, string>} */
    colors: {
      gray: 'Gray',
      red: 'Red',
      orange: 'Orange',
      amber: 'Amber',
      green: 'Green',
      teal: 'Teal',
      blue: 'Blue',
      violet: 'Violet',
      pink: 'Pink',
    },
  },
  fields: { name: 'name', color: 'colour' },
};
