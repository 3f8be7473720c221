import { ConflictDialog } from '../../features/tickets/editing/conflicts/ConflictDialog.jsx';
import { UnsavedText } from '../../features/tickets/editing/conflicts/UnsavedText.jsx';
import { historyCopy } from '../../features/tickets/history/copy.js';
import { HistoryChange } from '../../features/tickets/history/HistoryChange.jsx';
import { TicketHistory } from '../../features/tickets/history/TicketHistory.jsx';
import { TEXTS, TIMES, ticket } from '../fixtures.js';
import { click, findElement } from '../interactions.js';
import { configLoaded, historyFailed, historyLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

/** @typedef {import('../../types').HistoryEntry} HistoryEntry */

const TICKET = ticket({ version: 5 });

/** @param {Partial<HistoryEntry>} [values] @returns {HistoryEntry} */
const entry = (values = {}) => ({
  action: 'changed',
  at: TIMES.hours,
  kind: 'agent',
  who: { name: 'Ana Lytic' },
  changes: [{ field: 'priority', before: 'low', after: 'critical' }],
  ...values,
});

const CREATED = entry({
  action: 'created',
  at: TIMES.weeks,
  kind: 'anonymous',
  who: null,
  changes: [],
});

/** @param {string} before @param {string} after @param {string} [name] */
const texts = (before, after, name = 'Ana Lytic') => [
  entry({ who: { name }, changes: [{ field: 'description', before, after }] }),
  CREATED,
];

/** @param {HistoryEntry[]} entries @param {boolean} [hasMore] */
const history = (entries, hasMore) => ({
  render: () => <TicketHistory ticket={TICKET} />,
  queries: [configLoaded({ open_access: true }), historyLoaded(TICKET, entries, hasMore)],
});

const SEVERAL = [
  entry({ at: TIMES.minutes }),
  entry({ kind: 'system', who: null, at: TIMES.hours }),
  entry({ kind: 'anonymous', who: null, at: TIMES.days }),
  entry({ at: TIMES.weeks, changes: [{ field: 'status', before: 'open', after: 'closed' }] }),
  { ...CREATED, at: TIMES.years },
];

/** @param {ParentNode} root */
const openText = async (root) => click(await findElement(root, 'summary'));

const noop = () => {};

/**
 * @param {import('../../features/tickets/editing/conflicts/conflictQueue.js').Field} field
 * @param {string} mine
 * @param {Partial<import('../../types').Ticket> | null} theirs
 */
const conflict = (field, mine, theirs) => ({
  render: () => (
    <ConflictDialog
      conflict={{
        id: TICKET.id,
        number: 1,
        field,
        mine,
        theirs: theirs && { ...TICKET, ...theirs },
        settle: noop,
      }}
    />
  ),
  queries: [historyLoaded(TICKET, [entry({ changes: [{ field, before: null, after: null }] })])],
});

export const histories = [
  ...storiesOf('TicketHistory', {
    'just submitted': history([CREATED]),
    imported: history([{ ...CREATED, kind: 'import' }]),
    'many hands': history(SEVERAL),
    'all of it': {
      ...history(SEVERAL, true),
      play: async (/** @type {ParentNode} */ root) =>
        click(await findElement(root, '.history-actions .button', historyCopy.showAll)),
    },
    'a text': { ...history(texts('…in March…', '…in April…')), play: openText },
    unbroken: {
      ...history(texts(TEXTS.unbroken, TEXTS.unbroken.repeat(3), TEXTS.unbroken)),
      play: openText,
    },
    Arabic: { ...history(texts(TEXTS.arabic, TEXTS.arabicText, 'ليلى')), play: openText },
    loading: () => <TicketHistory ticket={TICKET} />,
    failed: { render: () => <TicketHistory ticket={TICKET} />, queries: [historyFailed(TICKET)] },
  }),
  ...storiesOf('HistoryChange', {
    'a word': () => <HistoryChange change={{ field: 'status', before: 'open', after: 'closed' }} />,
    'not kept': () => <HistoryChange change={{ field: 'title', before: null, after: null }} />,
  }),
  ...storiesOf(
    'ConflictDialog',
    {
      'a word': conflict('priority', 'high', { priority: 'critical' }),
      title: conflict('title', TEXTS.plain, { title: TEXTS.emoji }),
      description: conflict('description', TEXTS.paragraphs, { description: TEXTS.long }),
      unbroken: conflict('title', TEXTS.unbroken, { title: TEXTS.unbroken }),
      Arabic: conflict('description', TEXTS.arabicText, { description: TEXTS.arabicText }),
      deleted: conflict('description', TEXTS.paragraphs, null),
    },
    { layout: 'overlay' },
  ),
  ...storiesOf('UnsavedText', {
    title: () => <UnsavedText field="title" text={TEXTS.plain} />,
    Arabic: () => <UnsavedText field="description" text={TEXTS.arabicText} />,
  }),
];
