import { HttpResponse, http } from 'msw';

import { NO_FILTERS } from '../domain/view/filters.js';
import { makeSuggestion, makeTicket } from '../test/makeTicket.js';
import { CLASSIFY, COUNTS, LIST, STATS, backend, server, ticketPath } from '../test/server.js';
import {
  classify,
  createTicket,
  getCounts,
  getStats,
  getTicket,
  listTickets,
  newestTickets,
  updateTicket,
} from './tickets.js';

/** @type {import('../types').ListParams} */
const ALL = { ...NO_FILTERS, ordering: '-created_at' };

/** Return the query of the last list request. */
const query = () => backend.asked('GET', LIST).slice(-1)[0].url.searchParams;

/** @param {Record<string, string>} headers */
const serveList = (headers) =>
  server.use(http.get(LIST, () => HttpResponse.json([makeTicket()], { headers })));

describe('listTickets', () => {
  test('asks for no more than the order where nothing is filtered', async () => {
    await listTickets(ALL);
    expect(query().toString()).toBe('ordering=-created_at');
  });

  test('repeats a filter for each of its values', async () => {
    await listTickets({ ...ALL, status: ['open', 'closed'], priority: ['high'] });
    expect(query().getAll('status')).toEqual(['open', 'closed']);
    expect(query().getAll('priority')).toEqual(['high']);
    expect(query().has('category')).toBe(false);
  });

  test('sends a search as it was typed', async () => {
    await listTickets({ ...ALL, category: ['billing'], search: 'a&b=c #1 +ü' });
    expect(query().get('search')).toBe('a&b=c #1 +ü');
    expect(query().getAll('category')).toEqual(['billing']);
  });

  test('sends the cursor of a later page', async () => {
    await listTickets({ ...ALL, ordering: '-priority' }, { cursor: 'cD0x=' });
    expect(query().get('cursor')).toBe('cD0x=');
    expect(query().get('ordering')).toBe('-priority');
  });

  test('gives the tickets, the total and the way to the next page', async () => {
    serveList({
      'X-Total-Count': '1234',
      'X-Total-Relation': 'eq',
      Link: '<http://api:8000/api/tickets/?cursor=next1>; rel="next"',
    });
    expect(await listTickets(ALL)).toEqual({
      tickets: [makeTicket()],
      loaded: [makeTicket()],
      etag: null,
      nextCursor: 'next1',
      total: { count: 1234, exact: true },
    });
  });

  test('knows a total that is only a lower bound', async () => {
    serveList({ 'X-Total-Count': '500', 'X-Total-Relation': 'gte' });
    expect((await listTickets(ALL)).total).toEqual({ count: 500, exact: false });
  });

  test('counts what came where the headers are missing', async () => {
    serveList({});
    expect(await listTickets(ALL)).toMatchObject({
      nextCursor: null,
      total: { count: 1, exact: true },
    });
  });
});

test('what a page asks again on its own says so, and nothing else does', async () => {
  backend.tickets = [makeTicket({ id: 7 })];
  await getCounts(NO_FILTERS);
  await newestTickets(NO_FILTERS, null);
  await newestTickets(NO_FILTERS, '"1"');
  await listTickets(ALL);
  await getTicket(7);
  const marks = [
    ...backend.asked('GET', COUNTS),
    ...backend.asked('GET', LIST),
    ...backend.asked('GET', ticketPath(7)),
  ].map(({ headers }) => headers.get('X-Background'));
  expect(marks).toEqual(['1', '1', '1', null, null]);
});

test('a ticket is fetched by its number, with what was suggested for it', async () => {
  const ticket = makeTicket({ id: 7, suggestion: makeSuggestion() });
  backend.tickets = [ticket, makeTicket({ id: 8 })];
  expect(await getTicket(7)).toEqual(ticket);
  expect((await getTicket(8)).suggestion).toBeNull();
});

test('a ticket is made under the key that it was given', async () => {
  /** @type {import('../types').NewTicket} */
  const values = { title: 'a', description: 'b', category: 'billing', priority: 'low' };
  const ticket = await createTicket(values, 'key-1');
  expect([ticket]).toMatchObject(backend.tickets);
  expect(ticket).toMatchObject(values);
  expect(backend.asked('POST', LIST)[0].headers.get('Idempotency-Key')).toBe('key-1');
});

test('a change sends what changes and nothing else', async () => {
  backend.tickets = [makeTicket({ id: 7 })];
  const ticket = await updateTicket(7, { status: 'closed' }, 1);
  expect(ticket).toMatchObject({ id: 7, status: 'closed', version: 2 });
  const [asked] = backend.asked('PATCH', ticketPath(7));
  expect(asked.body).toEqual({ status: 'closed' });
  expect(asked.headers.get('If-Match')).toBe('"1"');
});

test('the figures are fetched', async () => {
  backend.tickets = [makeTicket()];
  expect((await getStats('7d')).total_tickets).toBe(1);
  expect(backend.asked('GET', STATS)[0].url.search).toBe('?period=7d');
});

test('a description is sent to be classified', async () => {
  backend.suggestion = { suggested_category: 'billing', suggested_priority: 'high' };
  expect(await classify('I was charged twice.')).toEqual(backend.suggestion);
  expect(backend.asked('POST', CLASSIFY)[0].body).toEqual({ description: 'I was charged twice.' });
});
