import { http, HttpResponse } from 'msw';

import { backend, refusal, requestPath, server } from './server.js';

/** @typedef {import('../types').PublicMessage} PublicMessage */

const PAGE_SIZE = 50;

/** @param {string} token */
export const messagesPath = (token) => `${requestPath(token)}messages/`;

/** The conversation on the fake server, oldest message first. */
export const conversation = {
  /** @type {PublicMessage[]} */
  messages: [],
  /** @type {{ reference: string, request_token: string } | null} what an answer opens */
  followUp: null,
  /** @type {Map<string, PublicMessage>} what was sent, by idempotency key */
  sent: new Map(),
};

/**
 * @param {Partial<PublicMessage>} [values]
 * @returns {PublicMessage}
 */
export function makeMessage({ text = 'Have you tried another cable?', ...values } = {}) {
  return {
    key: `m${conversation.messages.length + conversation.sent.size + 1}`,
    author: { kind: 'agent', name: 'Ada Lovelace' },
    text,
    html: `<p>${text}</p>`,
    at: '2026-03-02T11:00:00Z',
    ...values,
  };
}

/**
 * Put messages at the end of the conversation.
 * @param {...Partial<PublicMessage>} messages
 */
export function converse(...messages) {
  for (const message of messages) conversation.messages.push(makeMessage(message));
}

/** @param {number} count */
export const converseAbout = (count) =>
  converse(...Array.from({ length: count }, (_, index) => ({ text: `Message ${index + 1}.` })));

/** @param {URL} url */
function pageAt(url) {
  const end = Number(url.searchParams.get('cursor') ?? conversation.messages.length);
  const start = Math.max(0, end - PAGE_SIZE);
  /** @type {Record<string, string>} */
  const headers = start > 0 ? { Link: `<http://api/?cursor=${start}>; rel="next"` } : {};
  return HttpResponse.json(conversation.messages.slice(start, end), { headers });
}

/** Return the ticket as its requester sees it. */
function publicTicket() {
  const { title, description, category, status, created_at, updated_at, resolved_at } =
    backend.tickets[0];
  const times = { created_at, updated_at, resolved_at };
  return { reference: 'K-1', title, description, category, status, joined: false, ...times };
}

/** @param {Request} request */
async function take(request) {
  const { text } = /** @type {{ text: string }} */ (await request.json());
  const key = request.headers.get('Idempotency-Key') ?? '';
  const known = conversation.sent.get(key);
  const message = known ?? makeMessage({ text, author: { kind: 'requester', name: '' } });
  conversation.sent.set(key, message);
  const { followUp } = conversation;
  if (!known && !followUp) {
    conversation.messages.push(message);
    const { status } = backend.tickets[0];
    if (status === 'resolved') backend.change(backend.tickets[0].id, { status: 'open' });
  }
  const answer = { ...message, ticket: publicTicket(), follow_up: followUp };
  return HttpResponse.json(answer, { status: 201 });
}

/** Serve the requester's side of a conversation, which is empty at first. */
export function serveConversation() {
  conversation.messages = [];
  conversation.followUp = null;
  conversation.sent.clear();
  server.use(
    http.get('/api/requests/:token/messages/', ({ params, request }) =>
      params.token === backend.token ? pageAt(new URL(request.url)) : refusal(404),
    ),
    http.post('/api/requests/:token/messages/', ({ params, request }) =>
      params.token === backend.token ? take(request) : refusal(404),
    ),
    http.patch('/api/requests/:token/', async ({ params, request }) => {
      if (params.token !== backend.token) return refusal(404);
      const changes = /** @type {{ status: 'open' | 'resolved' }} */ (await request.json());
      backend.change(backend.tickets[0].id, changes);
      return HttpResponse.json(publicTicket());
    }),
  );
}
