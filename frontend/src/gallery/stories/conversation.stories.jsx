import { showPresence } from '../../domain/pulse/presence.js';
import { Composer } from '../../features/tickets/composer/Composer.jsx';
import { draftName } from '../../features/tickets/composer/drafts.js';
import { useOvertaken, useProgress } from '../../features/tickets/composer/outbox.js';
import { TicketDetail } from '../../features/tickets/detail/TicketDetail.jsx';
import { Conversation } from '../../features/tickets/thread/Conversation.jsx';
import { makeAnswer, makeEvent, makeMessage, makeNote } from '../../test/makeMessage.js';
import { WithWorkspace } from '../decorators.jsx';
import { TEXTS, TIMES, suggestion, ticket } from '../fixtures.js';
import { click, findElement } from '../interactions.js';
import {
  configLoaded,
  dataLoaded,
  ticketLoaded,
  timelineFailed,
  timelineLoaded,
} from '../queryFixtures.js';
import { storiesOf } from '../story.js';

/**
 * @typedef {import('../../types').Message} Message
 * @typedef {import('../../types').TimelineItem} TimelineItem
 */

const TICKET = ticket({
  requester_name: 'Tomás Ferreira',
  requester_email: 'tomas@example.org',
  created_at: TIMES.weeks,
  suggestion,
  message_count: 4,
});
const { id: ID } = TICKET;
const noop = () => {};

/** @param {Message} message @returns {TimelineItem} */
const item = (message) => ({ type: 'message', ...message });

const RICH =
  '<p>Hi Tomás, we found it. The <strong>old number</strong> came from a template:</p>' +
  '<ul><li>invoices before March are right</li><li>those since have to be made again</li></ul>' +
  '<p>Run <code>invoices --since 2026-03</code>, or:</p>' +
  '<pre><code>POST /v2/invoices/rebuild\n{"since": "2026-03-01", "dry_run": false, "notify": ["accounting@example.com"]}</code></pre>' +
  '<blockquote><p>every invoice shows our old VAT number</p></blockquote>' +
  '<table><thead><tr><th>Month</th><th>Invoices</th></tr></thead><tbody><tr><td>March</td><td>41</td></tr></tbody></table>' +
  '<p><a href="https://example.com/status" rel="noopener noreferrer nofollow" target="_blank">Follow it here</a>.</p>';

const reply = (/** @type {Partial<Message>} */ values) =>
  item(makeMessage({ id: 2, at: TIMES.days, text: 'Hi', html: RICH, ...values }));
const note = (/** @type {Partial<Message>} */ values) =>
  item(makeNote({ id: 3, at: TIMES.hours, ...values }));
const answer = (/** @type {Partial<Message>} */ values) =>
  item(makeAnswer({ id: 4, at: TIMES.minutes, ...values }));

/** @param {string} text */
const paragraphs = (text) =>
  text
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');

/** @param {string} text */
const plain = (text) => ({ text, html: paragraphs(text) });

const ALL = [
  makeEvent({ id: 1, at: TIMES.weeks }),
  reply({}),
  makeEvent({
    id: 2,
    at: TIMES.hours,
    changes: [
      { field: 'status', before: 'open', after: 'in_progress' },
      { field: 'description', before: '…', after: '…' },
    ],
  }),
  note({ edited_at: TIMES.minutes }),
  answer({}),
];

const LONG_NAME = { id: 9, name: TEXTS.unbroken.slice(0, 60) };

const UNREAD = { isSignedIn: false, seen: undefined, since: undefined, tell: noop };

/** @param {TimelineItem[]} items @param {boolean} [hasMore] @param {number} [since] */
const thread = (items, hasMore, since) => ({
  render: () => <Conversation ticket={TICKET} reading={{ ...UNREAD, since }} />,
  queries: [configLoaded({ open_access: true }), timelineLoaded(ID, items, hasMore)],
});

/** @param {Partial<import('../../types').NewMessage>} message */
const outgoing = (message) => ({
  id: 'a1',
  ticket: ID,
  message: { kind: 'reply', text: 'It is repaired. Could you try again?', ...message },
  key: 'k',
  at: TIMES.now,
  by: null,
});

/** @param {Partial<import('../../types').NewMessage>} message @param {boolean} isSending @param {string} [reason] */
const unconfirmed = (message, isSending, reason = '') => ({
  ...thread([answer({})]),
  layout: /** @type {const} */ ('overlay'),
  storage: { 'tf.outbox': { a1: outgoing(message) } },
  beforeEach: () => useProgress.setState({ a1: { isSending, reason } }),
});

const composer = () => <Composer ticket={TICKET} onSend={noop} onRead={noop} />;

/** @param {import('../../types').MessageKind} kind @param {string} text */
const written = (kind, text) => ({
  render: composer,
  layout: /** @type {const} */ ('overlay'),
  storage: { 'tf.message-drafts': { [draftName(ID, kind, null)]: { text, by: null } } },
});

/** @param {Message[]} newer */
const overtaken = (newer) => ({
  ...written('reply', 'It is repaired. Could you try again?'),
  beforeEach: () =>
    useOvertaken.setState({
      [ID]: { newer, outgoing: /** @type {any} */ (outgoing({})) },
    }),
});

/** @param {import('../decorators.jsx').WorkspaceProps} props */
function Detail({ workspace: { list, navigation }, detail: panel }) {
  return (
    <div style={{ display: 'grid', blockSize: '85dvh' }}>
      <TicketDetail id={ID} list={list} navigation={navigation} panel={panel} />
    </div>
  );
}

/** @param {ParentNode} root @param {string} name */
const open = async (root, name) => click(await findElement(root, '[role="tab"]', name));

const whole = {
  render: () => <WithWorkspace component={Detail} />,
  layout: /** @type {const} */ ('overlay'),
  view: { ticket: ID },
  queries: [configLoaded({ open_access: true }), ticketLoaded(TICKET), timelineLoaded(ID, ALL)],
};

/** @param {[string, import('../../types').Doing][]} others */
const withOthers = (others) => ({
  ...whole,
  beforeEach: () =>
    showPresence(
      ID,
      others.map(([name, doing], index) => ({ id: index + 1, name, doing, since: TIMES.minutes })),
    ),
});

export const conversations = [
  ...storiesOf('Conversation', {
    empty: thread([]),
    'all kinds': thread(ALL),
    'of a day, earlier ones': thread(
      [reply({ at: TIMES.hours, ...plain('We are on it.') }), answer({ at: TIMES.now })],
      true,
    ),
    'new since looked at': thread(ALL, false, 3),
    'nobody signed in': thread([
      reply({ author: { kind: 'agent', id: null, name: '' }, ...plain('Done.') }),
      answer({ author: { kind: 'requester', id: null, name: '' } }),
      answer({ id: 5, author: { kind: 'system', id: null, name: '' }, channel: 'import' }),
    ]),
    'can be taken back': thread([
      reply({
        author: { kind: 'agent', id: null, name: '' },
        held_until: '2099-01-01T00:00:00Z',
        ...plain('Try again, please.'),
      }),
    ]),
    unbroken: thread([
      reply({ author: { kind: 'agent', ...LONG_NAME }, ...plain(TEXTS.unbroken.repeat(3)) }),
      note({ author: { kind: 'agent', ...LONG_NAME }, ...plain(TEXTS.unbroken) }),
    ]),
    Arabic: thread([
      reply({ author: { kind: 'agent', id: 9, name: 'ليلى' }, ...plain(TEXTS.arabicText) }),
      note(plain(TEXTS.arabic)),
    ]),
    folded: thread([reply(plain(TEXTS.long))]),
    loading: () => <Conversation ticket={TICKET} reading={UNREAD} />,
    failed: {
      render: () => <Conversation ticket={TICKET} reading={UNREAD} />,
      queries: [timelineFailed(ID)],
    },
    'note edited': {
      ...thread([note({})]),
      play: async (root) => click(await findElement(root, '[aria-label="Edit note"]')),
    },
    'note deleted': {
      ...thread([note({})]),
      play: async (root) => click(await findElement(root, '[aria-label="Delete note"]')),
    },
    sending: unconfirmed({}, true),
    'not sent': unconfirmed({}, false, 'There is no connection to the server.'),
    'note not sent': unconfirmed({ kind: 'note' }, false, 'The server had a problem.'),
  }),
  ...storiesOf('Composer', {
    empty: composer,
    reply: written('reply', TEXTS.paragraphs),
    note: written('note', 'Same cause as #1037.'),
    Arabic: written('reply', TEXTS.arabicText),
    unbroken: written('note', TEXTS.unbroken),
    'nothing to send': {
      render: composer,
      play: async (root) => click(await findElement(root, '[type="submit"]')),
    },
    'too long': {
      ...written('reply', TEXTS.long.repeat(4)),
      play: async (root) => click(await findElement(root, '[type="submit"]')),
    },
    preview: {
      ...written('reply', 'Hi'),
      queries: [dataLoaded(['markdown', 'Hi'], RICH)],
      play: async (root) => click(await findElement(root, '[aria-pressed]')),
    },
    'became a note': {
      ...written('reply', 'It is the old template again.'),
      play: async (root) => click(await findElement(root, '[type="radio"][value="note"]')),
    },
    overtaken: overtaken([makeAnswer({ at: TIMES.now, text: TEXTS.arabic })]),
    'overtaken by several': overtaken([makeAnswer({}), makeMessage({ id: 2, at: TIMES.now })]),
    'more ways to send': {
      ...written('reply', 'Done.'),
      play: async (root) => {
        click(await findElement(root, '.composer-more'));
        await findElement(root, '[role="menu"]');
      },
    },
  }),
  ...storiesOf('TicketDetail with a conversation', {
    conversation: whole,
    activity: { ...whole, play: (root) => open(root, 'Activity') },
    customer: { ...whole, play: (root) => open(root, 'Customer') },
    'somebody else': withOthers([['Mateo Silva', 'replying']]),
    'many others': withOthers([
      ['Mateo Silva', 'replying'],
      [TEXTS.unbroken.slice(0, 60), 'noting'],
      ['ليلى', 'replying'],
      ['Priya Raman', 'viewing'],
    ]),
    'writing a note': {
      ...whole,
      storage: {
        'tf.message-drafts': {
          [draftName(ID, 'note', null)]: { text: 'Ask billing first.', by: null },
        },
      },
    },
  }),
];
