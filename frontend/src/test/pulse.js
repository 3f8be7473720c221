import { http, HttpResponse } from 'msw';

export const PULSE = '/api/pulse/';
export const LEAVE = '/api/pulse/leave/';
export const SEEN = '/api/seen/';

/** @param {number} ticket */
export const seenPath = (ticket) => `/api/tickets/${ticket}/seen/`;

const AT = '2026-03-02T11:30:00Z';

/** The pulse of the fake server: tests change it, and it is told of as the real one does. */
export const pulse = {
  /** @type {import('../types').Pulse} */
  answer: { cursor: 'c0', changed: [], more: false, woken: [], thread: null, presence: [] },
  /** Grows with each change, as the ETag does. */
  beats: 0,
  /** @type {Record<number, import('../types').Seen>} */
  seen: {},

  reset() {
    this.answer = { cursor: 'c0', changed: [], more: false, woken: [], thread: null, presence: [] };
    this.beats = 0;
    this.seen = {};
  },

  /** @param {Partial<import('../types').Pulse>} news */
  tell(news) {
    this.beats += 1;
    this.answer = { ...this.answer, cursor: `c${this.beats}`, changed: [], woken: [], ...news };
  },
};

/**
 * @param {string | null} cursor
 * @param {string | null} etag
 */
function pulseAnswer(cursor, etag) {
  const tag = `"${pulse.beats}"`;
  if (etag === tag) return new HttpResponse(null, { status: 304, headers: { ETag: tag } });
  const body = cursor ? pulse.answer : { ...pulse.answer, changed: [] };
  return HttpResponse.json(body, { headers: { ETag: tag } });
}

/** What answers the requests about what others do, and how far one has read. */
export const pulseHandlers = [
  http.get(PULSE, ({ request }) =>
    pulseAnswer(
      new URL(request.url).searchParams.get('cursor'),
      request.headers.get('If-None-Match'),
    ),
  ),
  http.post(LEAVE, () => new HttpResponse(null, { status: 204 })),
  http.get(SEEN, ({ request }) => {
    const ids = new URL(request.url).searchParams.getAll('ticket').map(Number);
    return HttpResponse.json(ids.flatMap((id) => pulse.seen[id] ?? []));
  }),
  http.put('/api/tickets/:id/seen/', async ({ params, request }) => {
    const { message } = /** @type {{ message: number }} */ (await request.json());
    const ticket = Number(params.id);
    const before = pulse.seen[ticket]?.message ?? null;
    pulse.seen[ticket] = { ticket, message: Math.max(message, before ?? 0), at: AT };
    return HttpResponse.json({ message: pulse.seen[ticket].message, before });
  }),
];
