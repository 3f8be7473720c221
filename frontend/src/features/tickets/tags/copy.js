import { TAGS_MAX, TAG_NAME_MAX } from '../../../api/vocabulary.js';
import { plural } from '../../../lib/plural.js';

/** Texts about tags. */
export const tagsCopy = {
  tags: 'Tags',
  noTags: 'No tags',
  find: 'Find a tag',
  findOrCreate: 'Find or create a tag',
  finding: 'Looking…',
  failed: 'The tags couldn’t be loaded.',
  noneFound: 'No tag is called that.',
  noneYet: 'There are no tags yet. Type a name to create one.',
  noneToFilter: 'There are no tags yet.',
  chosen: 'Chosen',
  mixed: 'On some of them',
  create: (/** @type {string} */ name) => `Create “${name}”`,
  full: `At most ${TAGS_MAX}. Take one off first.`,
  tooLong: `A tag’s name has at most ${TAG_NAME_MAX} characters.`,
  comma: 'A tag’s name has no comma.',
  reserved: '“none” means tickets without tags. Choose another name.',
  more: (/** @type {number} */ count) => `+${count}`,
  moreNamed: (/** @type {number} */ count) => `and ${plural(count, 'more tag')}`,
  apply: 'Apply',
  applyHint: 'Choose what to add or take off, then apply it.',
  without: 'Without tags',
  /** @type {Record<import('./TagFilterChoices.jsx').Mode, string>} */
  modes: { tag: 'Any of', tag_all: 'All of', exclude_tag: 'None of' },
  mode: 'Tickets with',
};
