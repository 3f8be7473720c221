import { onlineManager } from '@tanstack/react-query';

import { MESSAGE_MAX } from '../../api/vocabulary.js';
import { RequestPage } from '../../features/request/RequestPage.jsx';
import { keepShownOnce } from '../../lib/shownOnce.js';
import { MARKDOWN, TEXTS, TIMES, TOKEN, publicMessage, publicTicket } from '../fixtures.js';
import { click, enterText, findElement } from '../interactions.js';
import { respondWith } from '../mockServer.js';
import { messagesFailed, messagesLoaded, requestFailed, requestLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

const { reference } = publicTicket();
const DRAFT = `tf.answer.${reference}`;
const TEXT = 'Thank you, but the foot of the invoice still shows the old number.';
const request = () => <RequestPage token={TOKEN} />;

const TALK = [
  publicMessage({ key: '1', html: MARKDOWN.question, at: TIMES.hours }),
  publicMessage({
    key: '2',
    author: { kind: 'requester', name: '' },
    html: '<p>Yes, with every invoice since Monday. I have attached none, they all look the same.</p>',
    at: TIMES.minutes,
  }),
  publicMessage({ key: '3', author: { kind: 'agent', name: '' }, html: MARKDOWN.answer }),
];

/**
 * @param {Partial<import('../../types').PublicTicket>} [values]
 * @param {import('../../types').PublicMessage[]} [messages]
 * @param {string | null} [earlierCursor]
 */
const following = (values, messages = [], earlierCursor = null) => ({
  render: request,
  queries: [
    requestLoaded(TOKEN, publicTicket(values)),
    messagesLoaded(TOKEN, messages, earlierCursor),
  ],
});

/** @param {ParentNode} root */
async function send(root) {
  enterText(await findElement(root, '#answer'), TEXT);
  click(await findElement(root, '.answer-form [type="submit"]'));
}

export const requests = storiesOf(
  'RequestPage',
  {
    open: following(),
    conversation: following({ status: 'in_progress' }, TALK),
    resolved: following(
      {
        status: 'resolved',
        created_at: TIMES.weeks,
        updated_at: TIMES.hours,
        resolved_at: TIMES.days,
      },
      TALK,
    ),
    closed: following(
      { status: 'closed', created_at: TIMES.weeks, resolved_at: TIMES.weeks },
      TALK,
    ),
    'earlier messages': following({ status: 'in_progress' }, TALK, 'cursor'),
    'earlier messages failed': {
      ...following({ status: 'in_progress' }, TALK, 'cursor'),
      beforeEach: () => respondWith({ status: 500 }),
      play: async (root) => {
        click(await findElement(root, '.public-thread-earlier button'));
        await findElement(root, '.public-thread-earlier .field-error');
      },
    },
    unbroken: following({ title: TEXTS.unbroken, description: TEXTS.unbroken.repeat(4) }, [
      publicMessage({ author: { kind: 'agent', name: TEXTS.unbroken }, html: MARKDOWN.unbroken }),
    ]),
    emoji: following({ title: TEXTS.emoji, description: TEXTS.emoji.repeat(5) }),
    Arabic: following({ title: TEXTS.arabic, description: TEXTS.arabicText }, [
      publicMessage({ author: { kind: 'agent', name: 'ليلى' }, html: MARKDOWN.arabic }),
    ]),
    draft: { ...following({}, TALK), storage: { [DRAFT]: { text: TEXT, sending: null } } },
    'nothing written': {
      ...following({}, TALK),
      play: async (root) => click(await findElement(root, '.answer-form [type="submit"]')),
    },
    'too long': {
      ...following({}, TALK),
      storage: { [DRAFT]: { text: 'x '.repeat(MESSAGE_MAX / 2 + 700), sending: null } },
      play: async (root) => click(await findElement(root, '.answer-form [type="submit"]')),
    },
    sending: {
      ...following({}, TALK),
      play: async (root) => {
        await send(root);
        await findElement(root, '.answer-form .spinner');
      },
    },
    'not sent': {
      ...following({}, TALK),
      beforeEach: () => respondWith({ status: 429 }),
      play: async (root) => {
        await send(root);
        await findElement(root, '.answer-form .alert');
      },
    },
    'new request': {
      ...following({ status: 'closed', resolved_at: TIMES.weeks }, TALK),
      beforeEach: () =>
        keepShownOnce('private_link', {
          value: TOKEN,
          about: 'K7Q2M-9XD4R',
          from: reference,
          owner: null,
        }),
    },
    loading: {
      render: request,
      play: async (root) => void (await findElement(root, '.request-loading')),
    },
    'conversation loading': {
      render: request,
      queries: [requestLoaded(TOKEN, publicTicket())],
      play: async (root) => void (await findElement(root, '.public-thread-note')),
    },
    'conversation failed': {
      render: request,
      queries: [requestLoaded(TOKEN, publicTicket()), messagesFailed(TOKEN)],
    },
    stale: {
      ...following({}, TALK),
      queries: [...following({}, TALK).queries, messagesFailed(TOKEN)],
    },
    'leads nowhere': { render: request, queries: [requestFailed(TOKEN, { kind: 'not_found' })] },
    'revoked with a draft': {
      ...following(),
      queries: [...following().queries, requestFailed(TOKEN, { kind: 'not_found' })],
      storage: { [DRAFT]: { text: TEXT, sending: null } },
    },
    failed: { render: request, queries: [requestFailed(TOKEN)] },
    offline: { ...following({}, TALK), beforeEach: () => onlineManager.setOnline(false) },
  },
  { layout: 'app' },
);
