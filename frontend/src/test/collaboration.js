import { http, HttpResponse } from 'msw';

/** @typedef {import('../types').Agent} Agent */

/** Who follows tickets of the fake server, and which are alike: tests put both in. */
export const collaboration = {
  /** @type {Record<number, Agent[]>} */
  followers: {},
  /** @type {Agent} who asks */
  me: { id: 1, name: 'Ada Lovelace' },
  /** @type {import('../types').Similar} */
  similar: { duplicates: [], solved: [], complete: true },

  reset() {
    this.followers = {};
    this.similar = { duplicates: [], solved: [], complete: true };
  },
};

/** @param {number} ticket */
export const followersPath = (ticket) => `/api/tickets/${ticket}/followers/`;

/** @param {number} ticket */
export const similarPath = (ticket) => `/api/tickets/${ticket}/similar/`;

/** @param {Record<string, any>} params */
const idIn = (params) => Number(params.id);

/** @param {number} ticket */
const others = (ticket) =>
  (collaboration.followers[ticket] ?? []).filter(({ id }) => id !== collaboration.me.id);

/** What answers the requests about followers and similar tickets. */
export const collaborationHandlers = [
  http.get('/api/tickets/:id/followers/', ({ params }) =>
    HttpResponse.json(collaboration.followers[idIn(params)] ?? []),
  ),
  http.put('/api/tickets/:id/followers/', ({ params }) => {
    collaboration.followers[idIn(params)] = [collaboration.me, ...others(idIn(params))];
    return HttpResponse.json(collaboration.followers[idIn(params)]);
  }),
  http.delete('/api/tickets/:id/followers/', ({ params }) => {
    collaboration.followers[idIn(params)] = others(idIn(params));
    return new HttpResponse(null, { status: 204 });
  }),
  http.get('/api/tickets/:id/similar/', () => HttpResponse.json(collaboration.similar)),
];

/**
 * Return a ticket like another one.
 * @param {Partial<import('../types').Similar['solved'][number]>} [values]
 */
export function makeSimilar(values = {}) {
  const id = values.id ?? 9;
  return {
    id,
    title: `Ticket number ${id}`,
    status: /** @type {const} */ ('open'),
    priority: /** @type {const} */ ('low'),
    created_at: '2026-03-01T10:00:00Z',
    resolved_at: null,
    requester_name: 'Grace Hopper',
    requester_email: 'grace@example.com',
    same_requester: false,
    words: [],
    reply: null,
    ...values,
  };
}
