import { http as serve, HttpResponse } from 'msw';

import { CSRF, backend, server } from '../test/server.js';
import { errorCopy } from './copy.js';
import { http } from './http.js';

const PROBE = '/api/probe/';
const REFUSED = { detail: 'The CSRF token is missing or wrong.', code: 'csrf_failed' };

/** @param {string} value none to forget it */
const setCookie = (value) => {
  document.cookie = `csrftoken=${value}; path=/${value ? '' : '; max-age=0'}`;
};

/** Hand out a token with each request for one, as a browser that keeps cookies would see it. */
function serveTokens() {
  let given = 0;
  server.use(
    serve.get(CSRF, () => {
      given += 1;
      setCookie(`token${given}`);
      return new HttpResponse(null, { status: 204 });
    }),
  );
}

/** @param {string[]} right the tokens that are let through */
function serveProbe(...right) {
  server.use(
    serve.all(PROBE, ({ request }) =>
      right.includes(request.headers.get('X-CSRFToken') ?? '')
        ? HttpResponse.json({ fine: true })
        : HttpResponse.json(REFUSED, { status: 403 }),
    ),
  );
}

const tokens = () =>
  backend.requests
    .filter(({ url }) => url.pathname === PROBE)
    .map(({ headers }) => headers.get('X-CSRFToken'));

beforeEach(() => setCookie(''));
afterEach(() => setCookie(''));

test.each(/** @type {const} */ (['post', 'patch', 'put', 'delete']))(
  'a change (%s) without a cookie fetches one first',
  async (method) => {
    serveTokens();
    serveProbe('token1');
    const { data } = await http.request({ method, url: 'probe/', data: {} });
    expect(data).toEqual({ fine: true });
    expect(tokens()).toEqual(['token1']);
  },
);

test('reading fetches none', async () => {
  server.use(serve.get(PROBE, () => HttpResponse.json({})));
  await http.get('probe/');
  expect(backend.asked('GET', CSRF)).toEqual([]);
});

test('changes at once fetch it together', async () => {
  serveTokens();
  serveProbe('token1');
  await Promise.all([http.post('probe/', {}), http.delete('probe/')]);
  expect(backend.asked('GET', CSRF)).toHaveLength(1);
  expect(tokens()).toEqual(['token1', 'token1']);
});

test('a change with a cookie that holds asks for nothing else', async () => {
  setCookie('token0');
  serveProbe('token0');
  await http.post('probe/', {});
  expect(backend.asked('GET', CSRF)).toEqual([]);
});

test('a refused token is fetched anew, and the change is sent once more as it was', async () => {
  setCookie('old');
  serveTokens();
  serveProbe('token1');
  const values = { title: 'Printer', description: 'It burns.' };
  const { data } = await http.post('probe/', values, { headers: { 'Idempotency-Key': 'k1' } });
  expect(data).toEqual({ fine: true });
  expect(tokens()).toEqual(['old', 'token1']);
  const [first, second] = backend.asked('POST', PROBE);
  expect(second.body).toEqual(values);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('Idempotency-Key')).toBe('k1');
  expect(second.headers.get('Content-Type')).toBe(first.headers.get('Content-Type'));
});

test('a change is sent twice at most, and then the words are true', async () => {
  serveProbe();
  const error = await http.post('probe/', {}).catch((problem) => problem);
  expect(error).toMatchObject({ status: 403, message: errorCopy.csrf_failed });
  expect(tokens()).toEqual([null, null]);
});

test('a refusal for another reason is not sent again', async () => {
  setCookie('token0');
  server.use(serve.post(PROBE, () => HttpResponse.json({ detail: 'No.' }, { status: 403 })));
  const error = await http.post('probe/', {}).catch((problem) => problem);
  expect(error).toMatchObject({ kind: 'forbidden', message: errorCopy.forbidden });
  expect(tokens()).toEqual(['token0']);
});

test('where no cookie can be fetched, the change is sent all the same', async () => {
  server.use(serve.get(CSRF, () => HttpResponse.json({}, { status: 404 })));
  server.use(serve.post(PROBE, () => HttpResponse.json({ fine: true })));
  expect((await http.post('probe/', {})).data).toEqual({ fine: true });
});
