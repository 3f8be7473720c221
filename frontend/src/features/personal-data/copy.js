import { formatCount } from '../../lib/numbers.js';
import { plural } from '../../lib/plural.js';

/**
 * What is counted, in the order of the report.
 * @type {Record<keyof import('../../types').ErasureReport, (count: number) => string>}
 */
const kinds = {
  tickets: (count) => plural(count, 'ticket'),
  replies: (count) => (count === 1 ? '1 reply' : `${formatCount(count)} replies`),
  notes: (count) => plural(count, 'internal note'),
  private_links: (count) => plural(count, 'private link'),
  suggestions: (count) => `the texts of ${plural(count, 'suggestion')}`,
  history_entries: (count) =>
    `the texts of ${count === 1 ? '1 history entry' : `${formatCount(count)} history entries`}`,
  views: (count) => `${plural(count, 'view')} of agents, by the address`,
};

/** Texts about the erasure of a person. */
export const erasureCopy = {
  kinds,
  title: 'Erase this person?',
  doneTitle: 'The person is erased',
  text: 'Everything that is stored of them goes, also spam and what is in the bin, for everyone and for good:',
  loading: 'Counting…',
  failed: 'We couldn’t count what would go.',
  person: 'their name, address and language',
  stays:
    'What others wrote about them in tickets of their own stays, and so do backups, until they are replaced.',
  confirm: (/** @type {string} */ word) => `Type ${word} to confirm`,
  mismatch: 'That is not what it says above.',
  action: 'Erase for good',
  working: 'Erasing…',
  cancel: 'Keep everything',
  notDone: (/** @type {string} */ reason) => `Not everything was erased. ${reason}`,
  doneText: 'This was erased:',
  recorded: 'The audit trail keeps these numbers, and no name.',
  close: 'Close',
};
