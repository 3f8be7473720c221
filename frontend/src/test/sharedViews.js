import { http, HttpResponse } from 'msw';

import { QUEUES as QUEUE_LIST } from '../domain/view/queues.js';
import { makeView } from './makeView.js';

/**
 * @typedef {import('../types').SharedView} SharedView
 * @typedef {import('../types').Ticket} Ticket
 */

export const QUEUES = '/api/tickets/queues/';
export const NEXT = '/api/tickets/next/';
export const VIEWS = '/api/views/';

/**
 * Return the counts of the queues that tests look at.
 * @param {Ticket[]} tickets
 * @returns {import('../types').QueueCounts}
 */
export function queueCountsOf(tickets) {
  const open = tickets.filter(({ status }) => ['open', 'in_progress'].includes(status));
  /** @type {Record<string, Ticket[]>} */
  const found = {
    all_open: open,
    unassigned: open.filter(({ assignee }) => !assignee),
    mine: open.filter(({ assignee }) => assignee?.id === 5),
  };
  const totals = QUEUE_LIST.map(({ id }) => [id, { count: found[id]?.length ?? 0, exact: true }]);
  return { ...Object.fromEntries(totals), views: {} };
}

/** The views on the server. */
export const kept = {
  /** @type {SharedView[]} */
  views: [],

  reset() {
    this.views = [];
  },
};

export const viewHandlers = [
  http.get(VIEWS, () => HttpResponse.json(kept.views)),
  http.post(VIEWS, async ({ request }) => {
    const values = /** @type {Partial<SharedView>} */ (await request.json());
    if (kept.views.some(({ name }) => name === values.name)) {
      return HttpResponse.json({ name: ['You have another view of this name.'] }, { status: 400 });
    }
    const view = makeView({ id: kept.views.length + 1, ...values });
    kept.views = [...kept.views, view];
    return HttpResponse.json(view, { status: 201 });
  }),
  http.patch('/api/views/:id/', async ({ params, request }) => {
    const values = /** @type {Partial<SharedView>} */ (await request.json());
    const before = kept.views.find(({ id }) => id === Number(params.id));
    if (!before) return HttpResponse.json({}, { status: 404 });
    if (request.headers.get('If-Match') !== `"${before.version}"`) {
      return HttpResponse.json({}, { status: 412 });
    }
    const after = { ...before, ...values, version: before.version + 1 };
    kept.views = kept.views.map((view) => (view === before ? after : view));
    return HttpResponse.json(after);
  }),
  http.delete('/api/views/:id/', ({ params }) => {
    kept.views = kept.views.filter(({ id }) => id !== Number(params.id));
    return new HttpResponse(null, { status: 204 });
  }),
];
