import { http, HttpResponse } from 'msw';

import { makeMessage } from './makeMessage.js';

/**
 * @typedef {import('../types').Message} Message
 * @typedef {import('../types').TimelineItem} TimelineItem
 */

const PAGE_SIZE = 50;
const NOW = '2026-03-02T12:00:00Z';

/** The conversations of the fake server: tests put items in, the oldest first, and check them later. */
export const conversations = {
  /** @type {Record<number, TimelineItem[]>} */
  timelines: {},
  /** How long replies are held back, in milliseconds. */
  hold: 20_000,
  pageSize: PAGE_SIZE,
  /** @type {Map<string, Message>} by the keys of their requests */
  sent: new Map(),

  reset() {
    this.timelines = {};
    this.hold = 20_000;
    this.pageSize = PAGE_SIZE;
    this.sent = new Map();
  },

  /** @param {number} ticket @param {...(Message | TimelineItem)} items */
  add(ticket, ...items) {
    const typed = items.map((item) =>
      'type' in item ? item : { type: /** @type {const} */ ('message'), ...item },
    );
    this.timelines[ticket] = [...(this.timelines[ticket] ?? []), ...typed];
  },

  /** @param {number} ticket @returns {Message[]} */
  messages(ticket) {
    return (this.timelines[ticket] ?? []).filter((item) => item.type === 'message');
  },

  /** @param {number} id */
  ticketOf(id) {
    return Number(
      Object.keys(this.timelines).find((ticket) =>
        this.messages(Number(ticket)).some((message) => message.id === id),
      ),
    );
  },

  /** @param {number} id @returns {Message | undefined} the message that is no longer there */
  remove(id) {
    const ticket = this.ticketOf(id);
    const message = this.messages(ticket).find((one) => one.id === id);
    this.timelines[ticket] = (this.timelines[ticket] ?? []).filter(
      (item) => item.type === 'event' || item.id !== id,
    );
    return message;
  },
};

/** @param {number} ticket */
export const timelinePath = (ticket) => `/api/tickets/${ticket}/timeline/`;

/** @param {number} ticket */
export const messagesPath = (ticket) => `/api/tickets/${ticket}/messages/`;

/** @param {number} id */
export const undoPath = (id) => `/api/messages/${id}/undo/`;

/** @param {number} id */
export const messagePath = (id) => `/api/messages/${id}/`;

/** @param {Record<string, any>} params */
const idIn = (params) => Number(params.id);

const no = (/** @type {number} */ status) => HttpResponse.json({ detail: 'No.' }, { status });

/** @param {number} ticket @param {URLSearchParams} parameters */
function timelineAnswer(ticket, parameters) {
  const items = conversations.timelines[ticket] ?? [];
  const end = Number(parameters.get('cursor') ?? items.length);
  const start = Math.max(0, end - conversations.pageSize);
  const next = `<http://api${timelinePath(ticket)}?cursor=${start}>; rel="next"`;
  return HttpResponse.json(items.slice(start, end), start ? { headers: { Link: next } } : {});
}

/**
 * @param {number} ticket
 * @param {import('../types').NewMessage} body
 * @param {string} key
 */
function sendAnswer(ticket, { kind, text, seen_until: seen, anyway }, key) {
  const before = conversations.sent.get(key);
  if (before) return HttpResponse.json(before, { status: 201 });
  // Who sends has no account here.
  const isOthers = (/** @type {Message['author']} */ author) =>
    author.kind === 'requester' || author.id !== null;
  const unseen = conversations
    .messages(ticket)
    .filter((one) => one.kind === 'reply' && one.id > (seen ?? Infinity) && isOthers(one.author));
  if (kind === 'reply' && unseen.length && !anyway) {
    return HttpResponse.json({ detail: 'Somebody else wrote.', newer: unseen }, { status: 409 });
  }
  const message = makeMessage({
    id: 100 + conversations.sent.size,
    kind,
    text,
    author: { kind: 'agent', id: null, name: '' },
    at: NOW,
    held_until:
      kind === 'reply' && conversations.hold
        ? new Date(Date.parse(NOW) + conversations.hold).toISOString()
        : null,
    can_edit: kind === 'note',
  });
  conversations.sent.set(key, message);
  conversations.add(ticket, message);
  return HttpResponse.json(message, { status: 201 });
}

/**
 * Return what answers the requests about conversations.
 * @param {(ticket: number, changes: Partial<import('../types').Ticket>) => void} change
 */
export const conversationHandlers = (change) => [
  http.get('/api/tickets/:id/timeline/', ({ params, request }) =>
    timelineAnswer(idIn(params), new URL(request.url).searchParams),
  ),
  http.post('/api/tickets/:id/messages/', async ({ params, request }) => {
    const body = /** @type {import('../types').NewMessage} */ (await request.json());
    const key = request.headers.get('Idempotency-Key') ?? '';
    const answer = sendAnswer(idIn(params), body, key);
    if (answer.status === 201 && body.then) change(idIn(params), body.then);
    return answer;
  }),
  http.post('/api/messages/:id/undo/', ({ params }) => {
    const message = conversations.remove(idIn(params));
    return message ? HttpResponse.json(message) : no(404);
  }),
  http.patch('/api/messages/:id/', async ({ params, request }) => {
    const { text } = /** @type {{ text: string }} */ (await request.json());
    const id = idIn(params);
    const ticket = conversations.ticketOf(id);
    const before = conversations.messages(ticket).find((message) => message.id === id);
    if (!before) return no(404);
    if (request.headers.get('If-Match') !== `"${before.version}"`) return no(412);
    const version = before.version + 1;
    const after = { ...before, text, html: `<p>${text}</p>`, version, edited_at: NOW };
    conversations.timelines[ticket] = conversations.timelines[ticket].map((item) =>
      item.type === 'message' && item.id === id ? { ...item, ...after } : item,
    );
    return HttpResponse.json(after);
  }),
  http.delete('/api/messages/:id/', ({ params }) =>
    conversations.remove(idIn(params)) ? new HttpResponse(null, { status: 204 }) : no(404),
  ),
  http.post('/api/markdown/', async ({ request }) => {
    const { text } = /** @type {{ text: string }} */ (await request.json());
    return HttpResponse.json({ html: `<p><strong>${text}</strong></p>` });
  }),
];
