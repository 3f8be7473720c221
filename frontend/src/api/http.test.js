import { AxiosError } from 'axios';
import { http as serve, HttpResponse } from 'msw';

import { CSRF_COOKIE, LIST, answerOnce, backend, server } from '../test/server.js';
import { errorCopy } from './copy.js';
import { nameCsrfCookie } from './csrfToken.js';
import { ApiError, asApiError } from './errors.js';
import { http } from './http.js';

const PROBE = '/api/probe/';

/** @param {Response} answer */
const serveProbe = (answer) => server.use(serve.get(PROBE, () => answer));

/**
 * Return the error of a request that fails.
 * @param {Promise<unknown>} request
 * @returns {Promise<ApiError>}
 */
async function failureOf(request) {
  const error = await request.then(
    () => null,
    (/** @type {unknown} */ reason) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return /** @type {ApiError} */ (error);
}

const probe = () => failureOf(http.get('probe/'));

test('why something is not allowed is told in the server’s words', async () => {
  serveProbe(HttpResponse.json({ detail: 'This API token may only read.' }, { status: 403 }));
  expect(await probe()).toMatchObject({
    kind: 'forbidden',
    message: 'This API token may only read.',
  });
});

test('an address that is not served is told in the server’s words', async () => {
  const detail = 'TicketFlow is not served on this port.';
  serveProbe(HttpResponse.json({ detail, code: 'wrong_address' }, { status: 400 }));
  expect(await probe()).toMatchObject({ kind: 'invalid', message: detail, fieldErrors: {} });
});

test('what the server answers arrives', async () => {
  serveProbe(HttpResponse.json({ fine: true }));
  expect((await http.get('probe/')).data).toEqual({ fine: true });
});

test.each(
  /** @type {const} */ ([
    [400, 'invalid'],
    [401, 'signed_out'],
    [404, 'not_found'],
    [409, 'conflict'],
    [412, 'conflict'],
    [413, 'too_large'],
    [422, 'invalid'],
    [500, 'server'],
    [502, 'server'],
    [503, 'server'],
    [418, 'server'],
  ]),
)('status %i is told as "%s"', async (status, kind) => {
  serveProbe(HttpResponse.json({ detail: 'For a developer.' }, { status }));
  expect(await probe()).toMatchObject({
    kind,
    status,
    message: errorCopy[kind],
    fieldErrors: {},
    retryAfter: null,
  });
});

describe('too many requests', () => {
  test('say how long to wait', async () => {
    serveProbe(HttpResponse.json({}, { status: 429, headers: { 'Retry-After': '42' } }));
    expect(await probe()).toMatchObject({
      kind: 'too_many',
      retryAfter: 42,
      message: errorCopy.too_many(42),
    });
  });

  test.each(['', '0', '-5', 'soon', 'Wed, 21 Oct 2026 07:28:00 GMT'])(
    'have a usual wait where the header is %j',
    async (value) => {
      serveProbe(HttpResponse.json({}, { status: 429, headers: { 'Retry-After': value } }));
      expect(await probe()).toMatchObject({
        retryAfter: null,
        message: errorCopy.too_many(null),
      });
    },
  );
});

describe('the reasons at the fields', () => {
  test('are the first one for each field', async () => {
    const answer = { title: ['Too long.', 'Too dull.'], priority: 'Unknown.' };
    serveProbe(HttpResponse.json(answer, { status: 400 }));
    expect((await probe()).fieldErrors).toEqual({ title: 'Too long.', priority: 'Unknown.' });
  });

  test('leave out what is about the whole request', async () => {
    serveProbe(HttpResponse.json({ detail: 'Not JSON.', title: ['No.'] }, { status: 400 }));
    expect((await probe()).fieldErrors).toEqual({ title: 'No.' });
  });

  test('are none in an answer that is not JSON', async () => {
    serveProbe(HttpResponse.text('<h1>Bad request</h1>', { status: 400 }));
    expect((await probe()).fieldErrors).toEqual({});
  });

  test('are none with another status', async () => {
    serveProbe(HttpResponse.json({ title: ['No.'] }, { status: 500 }));
    expect((await probe()).fieldErrors).toEqual({});
  });
});

test('a lost connection is told as one', async () => {
  serveProbe(HttpResponse.error());
  expect(await probe()).toMatchObject({
    kind: 'offline',
    status: 0,
    message: errorCopy.offline,
  });
});

test.each(['ECONNABORTED', 'ETIMEDOUT'])(
  'an answer that takes too long is told as a timeout (%s)',
  async (code) => {
    const adapter = () => Promise.reject(new AxiosError('timeout of 15000ms exceeded', code));
    expect(await failureOf(http.get('probe/', { adapter }))).toMatchObject({
      kind: 'timeout',
      message: errorCopy.timeout,
    });
  },
);

test('nobody waits for an answer for ever', () => {
  expect(http.defaults.timeout).toBe(15_000);
});

test('a cancelled request says nothing to anyone', async () => {
  const controller = new AbortController();
  serveProbe(HttpResponse.json({}));
  const request = failureOf(http.get('probe/', { signal: controller.signal }));
  controller.abort();
  expect(await request).toMatchObject({ kind: 'cancelled', message: '' });
});

test('a change carries the token against forged requests', async () => {
  document.cookie = `${CSRF_COOKIE}=secret`;
  nameCsrfCookie(CSRF_COOKIE);
  server.use(serve.post(PROBE, () => HttpResponse.json({})));
  await http.post('probe/', {});
  document.cookie = `${CSRF_COOKIE}=; max-age=0`;
  expect(backend.asked('POST', PROBE)[0].headers.get('X-CSRFToken')).toBe('secret');
});

test('a mistake of any other kind becomes a problem of the server', () => {
  const known = new ApiError('conflict', 'Mind the gap.');
  expect(asApiError(known)).toBe(known);
  expect(asApiError(new TypeError('x is not a function'))).toMatchObject({
    kind: 'server',
    message: errorCopy.server,
  });
});

test('a field without a reason is no error', async () => {
  answerOnce('post', LIST, HttpResponse.json({ title: [] }, { status: 400 }));
  const error = await http.post('tickets/', {}).catch((problem) => problem);
  expect(error.fieldErrors).toEqual({});
});
