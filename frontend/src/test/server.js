import { waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

import { collaboration, collaborationHandlers } from './collaboration.js';
import { conversationHandlers, conversations } from './conversations.js';
import { makeReports } from './makeReports.js';
import { countsOf, makeTicket, statsOf } from './makeTicket.js';
import { QUEUES, kept, queueCountsOf, viewHandlers } from './sharedViews.js';
import { pulse, pulseHandlers } from './pulse.js';

/**
 * @typedef {import('../types').Ticket} Ticket
 * @typedef {{ method: string, url: URL, headers: Headers, body: unknown }} Asked
 */

const PAGE_SIZE = 25;

export const TOKEN = 'a'.repeat(43);
export const NEW_TOKEN = 'b'.repeat(43);

/** The state of the fake server: tests put tickets in and check them later. */
export const backend = {
  /** @type {Ticket[]} */
  tickets: [],
  pageSize: PAGE_SIZE,
  /** @type {import('../types').Suggestion} */
  suggestion: { suggested_category: null, suggested_priority: null },
  /** @type {Record<number, import('../types').HistoryEntry[]>} */
  histories: {},
  /** @type {Asked[]} */
  requests: [],
  /** @type {import('../types').PrivateLink} */
  link: { reference: null, created_at: null, last_used_at: null, revoked_at: null },
  /** @type {string | null} the token that works */
  token: null,

  reset() {
    this.link = { reference: null, created_at: null, last_used_at: null, revoked_at: null };
    this.token = null;
    this.tickets = [];
    this.pageSize = PAGE_SIZE;
    this.suggestion = { suggested_category: null, suggested_priority: null };
    this.histories = {};
    this.requests = [];
    conversations.reset();
    pulse.reset();
    kept.reset();
    collaboration.reset();
  },

  /** @param {number} id */
  ticket(id) {
    return this.tickets.find((ticket) => ticket.id === id);
  },

  /**
   * @param {number} id
   * @param {Partial<Ticket>} changes
   * @returns {Ticket | undefined} undefined where there is no such ticket
   */
  change(id, changes) {
    const before = this.ticket(id);
    if (!before) return undefined;
    const after = { ...before, ...changes, version: before.version + 1 };
    this.tickets = this.tickets.map((ticket) => (ticket.id === id ? after : ticket));
    return after;
  },

  /**
   * Return the requests so far, oldest first.
   * @param {string} method
   * @param {string} path
   */
  asked(method, path) {
    return this.requests.filter(
      (request) => request.method === method && request.url.pathname === path,
    );
  },
};

export const LIST = '/api/tickets/';
export const STATS = '/api/tickets/stats/';
export const REPORTS = '/api/reports/';
export const CLASSIFY = '/api/tickets/classify/';
export const COUNTS = '/api/tickets/counts/';
export const BULK = '/api/tickets/bulk/';
export const CONFIG = '/api/config/';
export const CSRF = '/api/csrf/';
/** The name of the cookie, which is another one in each installation. */
export const CSRF_COOKIE = 'csrftoken_0a1b2c3d';

/** @param {number} id */
export const ticketPath = (id) => `/api/tickets/${id}/`;

/** @param {number} id */
export const linkPath = (id) => `/api/tickets/${id}/link/`;

/** @param {string} token */
export const requestPath = (token) => `/api/requests/${token}/`;

/** @param {number} id */
export const historyPath = (id) => `/api/tickets/${id}/history/`;

/** @param {number} status @param {string} [detail] */
export function refusal(status, detail = 'No.') {
  return HttpResponse.json({ detail }, { status });
}

/** @param {URLSearchParams} parameters */
function listAnswer(parameters) {
  const words = (parameters.get('search') ?? '').toLowerCase();
  const matching = backend.tickets
    .filter((ticket) =>
      /** @type {const} */ (['status', 'priority', 'category']).every((field) => {
        const wanted = parameters.getAll(field);
        return !wanted.length || wanted.includes(ticket[field]);
      }),
    )
    .filter(({ folder }) => {
      const wanted = parameters.getAll('folder');
      return folder ? wanted.includes(folder) : !wanted.length;
    })
    .filter(({ title, description }) => `${title} ${description}`.toLowerCase().includes(words));
  const start = Number(parameters.get('cursor') ?? 0);
  const end = start + backend.pageSize;
  /** @type {Record<string, string>} */
  const headers = { 'X-Total-Count': String(matching.length), 'X-Total-Relation': 'eq' };
  if (end < matching.length) headers.Link = `<http://api/tickets/?cursor=${end}>; rel="next"`;
  // As the server does, lists leave out suggestions.
  const page = matching.slice(start, end).map((ticket) => ({ ...ticket, suggestion: undefined }));
  return HttpResponse.json(page, { headers });
}

/** @param {any} body */
function bulkAnswer({ operations }) {
  const undo = [];
  const changed = [];
  for (const { ids = backend.tickets.map(({ id }) => id), set } of operations) {
    for (const id of ids) {
      const before = backend.ticket(id);
      if (!before) continue;
      const names = /** @type {import('../types').TriageField[]} */ (Object.keys(set));
      undo.push({ ids: [id], set: Object.fromEntries(names.map((name) => [name, before[name]])) });
      changed.push(backend.change(id, set));
    }
  }
  return HttpResponse.json({ changed, unchanged: 0, missing: [], undo });
}

/** @param {Ticket} ticket @returns {Ticket} */
const detailed = (ticket) => ({ suggestion: null, ...ticket });

/** @param {Record<string, any>} params */
const idIn = (params) => Number(params.id);

export const server = setupServer(
  http.get(STATS, () => HttpResponse.json(statsOf(backend.tickets))),
  http.get(REPORTS, () => HttpResponse.json(makeReports())),
  http.get(CONFIG, () =>
    HttpResponse.json({
      open_access: true,
      suggestions: true,
      bin_days: 30,
      csrf_cookie: CSRF_COOKIE,
    }),
  ),
  // No cookie: only a few tests are about it.
  http.get(CSRF, () => HttpResponse.json({ csrf_cookie: CSRF_COOKIE })),
  http.get(COUNTS, () => HttpResponse.json(countsOf(backend.tickets))),
  http.get(QUEUES, () => HttpResponse.json(queueCountsOf(backend.tickets))),
  http.post('/api/tickets/erase/', async ({ request }) => {
    const { ids } = /** @type {{ ids: number[] }} */ (await request.json());
    backend.tickets = backend.tickets.filter(({ id, folder }) => !folder || !ids.includes(id));
    return HttpResponse.json({ erased: ids.length, more: false });
  }),
  http.post(BULK, async ({ request }) => bulkAnswer(await request.json())),
  http.get(LIST, ({ request }) => listAnswer(new URL(request.url).searchParams)),
  ...pulseHandlers,
  ...viewHandlers,
  ...collaborationHandlers,
  ...conversationHandlers((id, changes) => void backend.change(id, changes)),
  http.get('/api/tickets/:id/history/', ({ params }) =>
    HttpResponse.json(backend.histories[idIn(params)] ?? []),
  ),
  http.get('/api/tickets/:id/', ({ params }) => {
    const ticket = backend.ticket(idIn(params));
    return ticket ? HttpResponse.json(detailed(ticket)) : refusal(404);
  }),
  http.patch('/api/tickets/:id/', async ({ params, request }) => {
    const changes = /** @type {Partial<Ticket>} */ (await request.json());
    const wanted = request.headers.get('If-Match');
    const before = backend.ticket(idIn(params));
    if (wanted && before && wanted !== `"${before.version}"`) return refusal(412);
    const ticket = backend.change(idIn(params), changes);
    return ticket ? HttpResponse.json(detailed(ticket)) : refusal(404);
  }),
  http.delete('/api/tickets/:id/', ({ params }) => {
    backend.tickets = backend.tickets.filter(({ id }) => id !== idIn(params));
    return new HttpResponse(null, { status: 204 });
  }),
  http.post(CLASSIFY, () => HttpResponse.json(backend.suggestion)),
  http.post(LIST, async ({ request }) => {
    const submitted = /** @type {import('../types').NewTicket} */ (await request.json());
    const { title, description, category, priority } = submitted;
    const values = { title, description, category, priority };
    const ticket = makeTicket({ id: 1001 + backend.tickets.length, ...values });
    backend.tickets = [ticket, ...backend.tickets];
    backend.token = TOKEN;
    return HttpResponse.json({ ...detailed(ticket), request_token: TOKEN }, { status: 201 });
  }),
  http.get('/api/requests/:token/', ({ params }) => {
    if (params.token !== backend.token) return refusal(404);
    const { title, description, category, status, created_at, updated_at, resolved_at } =
      backend.tickets[0];
    const times = { created_at, updated_at, resolved_at };
    return HttpResponse.json({
      reference: 'K-1',
      title,
      description,
      category,
      status,
      joined: false,
      ...times,
    });
  }),
  http.get('/api/tickets/:id/links/', () =>
    HttpResponse.json({ merged_into: null, merged: [], related: [] }),
  ),
  http.get('/api/tickets/:id/link/', () => HttpResponse.json(backend.link)),
  http.post('/api/tickets/:id/link/', () => {
    backend.token = NEW_TOKEN;
    const created_at = '2026-03-02T10:00:00Z';
    backend.link = { reference: 'K-1', created_at, last_used_at: null, revoked_at: null };
    return HttpResponse.json({ ...backend.link, request_token: NEW_TOKEN }, { status: 201 });
  }),
  http.delete('/api/tickets/:id/link/', () => {
    backend.token = null;
    backend.link = { ...backend.link, revoked_at: '2026-03-03T10:00:00Z' };
    return new HttpResponse(null, { status: 204 });
  }),
);

server.events.on('request:start', ({ request }) => {
  const { method, url, headers } = request;
  /** @type {Asked} */
  const asked = { method, url: new URL(url), headers, body: undefined };
  backend.requests.push(asked);
  if (request.body) {
    void request
      .clone()
      .json()
      .then((body) => {
        asked.body = body;
      });
  }
});

/**
 * Hold back every answer to a kind of request, and return a function that releases the oldest,
 * optionally with another answer.
 * @param {'get' | 'post' | 'patch'} method
 * @param {string} path
 */
export function hold(method, path) {
  /** @type {((answer: Response | undefined) => void)[]} */
  const waiting = [];
  server.use(http[method](path, () => new Promise((resolve) => waiting.push(resolve))));

  /** @param {Response} [answer] */
  async function letGo(answer) {
    await waitFor(() => expect(waiting).not.toHaveLength(0));
    waiting.shift()?.(answer);
  }
  return letGo;
}

/**
 * Answer the next request of a kind in place of the usual answer.
 * @param {'get' | 'post' | 'patch'} method
 * @param {string} path
 * @param {Response} answer
 */
export function answerOnce(method, path, answer) {
  server.use(http[method](path, () => answer, { once: true }));
}
