import { http, HttpResponse } from 'msw';

import { NO_FILTERS } from '../domain/view/filters.js';
import { makeTicket } from '../test/makeTicket.js';
import { LIST, backend, hold, refusal, server } from '../test/server.js';
import { getAccount } from './account.js';
import {
  prefetch,
  resetPrefetched,
  takeArrived,
  takePrefetched,
  waitForPrefetched,
} from './prefetch.js';
import { ACCOUNT_REQUEST, listRequest, statsRequest } from './requests.js';
import { arrivedTickets, listTickets } from './tickets.js';

/** @type {import('../types').ListParams} */
const ALL = { ...NO_FILTERS, ordering: '-created_at' };
const REQUEST = listRequest(ALL);
const LONG = 5_000;

beforeEach(() => {
  backend.tickets = [makeTicket()];
});
afterEach(resetPrefetched);

test('what was asked ahead is taken over and not asked again', async () => {
  prefetch(REQUEST);
  expect((await listTickets(ALL)).tickets).toHaveLength(1);
  expect(backend.asked('GET', LIST)).toHaveLength(1);
});

test('an answer is the same whoever has asked', async () => {
  const headers = {
    ETag: '"1"',
    Link: '<http://api/?cursor=c1>; rel="next"',
    'X-Total-Count': '9',
  };
  server.use(http.get(LIST, () => HttpResponse.json([makeTicket()], { headers })));
  const asked = await listTickets(ALL);
  prefetch(REQUEST);
  await waitForPrefetched(LONG);
  expect(arrivedTickets(ALL)).toEqual(asked);
  expect(asked).toMatchObject({ nextCursor: 'c1', etag: '"1"', total: { count: 9 } });
});

test('it is taken once: whoever asks later gets what is new', async () => {
  prefetch(REQUEST);
  await listTickets(ALL);
  backend.tickets = [];
  expect((await listTickets(ALL)).tickets).toEqual([]);
});

test('the same twice is asked once', async () => {
  prefetch(REQUEST);
  prefetch(listRequest({ ...ALL }));
  await waitForPrefetched(LONG);
  expect(backend.asked('GET', LIST)).toHaveLength(1);
});

test('another request does not take it', async () => {
  prefetch(REQUEST);
  await waitForPrefetched(LONG);
  expect(takeArrived(listRequest({ ...ALL, search: 'printer' }))).toBeUndefined();
  expect(await takePrefetched(statsRequest('7d'))).toBeNull();
  expect(takeArrived(REQUEST)).toBeDefined();
});

test('before it has come there is nothing to draw', async () => {
  const answer = hold('get', LIST);
  prefetch(REQUEST);
  expect(takeArrived(REQUEST)).toBeUndefined();
  await waitForPrefetched(1);
  expect(takeArrived(REQUEST)).toBeUndefined();
  await answer();
  await waitForPrefetched(LONG);
  expect(takeArrived(REQUEST)).toBeDefined();
});

test.each([
  ['a refusal', () => refusal(403)],
  ['an error of the server', () => refusal(503)],
  ['the page of another server', () => HttpResponse.html('<p>Sign in to the hotel’s network</p>')],
  ['no connection', () => HttpResponse.error()],
])('after %s the client asks again, and tells why', async (_name, answer) => {
  server.use(http.get(LIST, answer, { once: true }));
  prefetch(REQUEST);
  await waitForPrefetched(LONG);
  expect(takeArrived(REQUEST)).toBeUndefined();
  expect((await listTickets(ALL)).tickets).toHaveLength(1);
});

test('that nobody is signed in is an answer too', async () => {
  let asked = 0;
  server.use(
    http.get('/api/account/', () => {
      asked += 1;
      return HttpResponse.json({}, { status: 401 });
    }),
  );
  prefetch(ACCOUNT_REQUEST);
  expect(await getAccount()).toBeNull();
  expect(asked).toBe(1);
});

test('an answer that nobody wanted for long is too old to be shown', async () => {
  prefetch(REQUEST);
  await waitForPrefetched(LONG);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 10_001);
  expect(takeArrived(REQUEST)).toBeUndefined();
});
