import { http as serve, HttpResponse } from 'msw';

import { CSRF, CSRF_COOKIE, backend, server } from '../test/server.js';
import { getConfig } from './config.js';
import { errorCopy } from './copy.js';
import { nameCsrfCookie } from './csrfToken.js';
import { http } from './http.js';

const PROBE = '/api/probe/';
const REFUSED = { detail: 'The CSRF token is missing or wrong.', code: 'csrf_failed' };

/** @param {string} value none to forget it */
const setCookie = (value) => {
  document.cookie = `${CSRF_COOKIE}=${value}; path=/${value ? '' : '; max-age=0'}`;
};

/** Hand out a token with each request for one, as a browser that keeps cookies would see it. */
function serveTokens() {
  let given = 0;
  server.use(
    serve.get(CSRF, () => {
      given += 1;
      setCookie(`token${given}`);
      return HttpResponse.json({ csrf_cookie: CSRF_COOKIE });
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

beforeEach(() => {
  setCookie('');
  nameCsrfCookie(CSRF_COOKIE);
});
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
  expect(error).toMatchObject({ kind: 'forbidden', message: 'No.' });
  expect(tokens()).toEqual(['token0']);
});

test('until its name is known, the cookie is fetched, and no other’s is sent', async () => {
  nameCsrfCookie(undefined);
  document.cookie = 'csrftoken_ffffffff=others; path=/';
  serveTokens();
  serveProbe('token1');
  expect((await http.post('probe/', {})).data).toEqual({ fine: true });
  expect(tokens()).toEqual(['token1']);
  document.cookie = 'csrftoken_ffffffff=; path=/; max-age=0';
});

test('the settings of the installation tell its name, without a request for it', async () => {
  nameCsrfCookie(undefined);
  setCookie('token0');
  serveProbe('token0');
  await getConfig();
  expect((await http.post('probe/', {})).data).toEqual({ fine: true });
  expect(backend.asked('GET', CSRF)).toEqual([]);
});

test('a wrong origin is told in the server’s words, and not tried again', async () => {
  setCookie('token0');
  const detail = 'This change was refused: your browser sends it from https://a.example.com:8443.';
  server.use(
    serve.post(PROBE, () => HttpResponse.json({ detail, code: 'csrf_origin' }, { status: 403 })),
  );
  const error = await http.post('probe/', {}).catch((problem) => problem);
  expect(error).toMatchObject({ kind: 'forbidden', message: detail });
  expect(tokens()).toEqual(['token0']);
});

test('a token that stays wrong although there is a cookie is told in the server’s words', async () => {
  serveTokens();
  serveProbe('never');
  const error = await http.post('probe/', {}).catch((problem) => problem);
  expect(error).toMatchObject({ status: 403, message: REFUSED.detail });
});

test.each([200, 403, 404])(
  'a page of somebody else (%s) is told as that, and not as ours',
  async (status) => {
    server.use(serve.get(PROBE, () => HttpResponse.html('<h1>Welcome to nginx!</h1>', { status })));
    const error = await http.get('probe/').catch((problem) => problem);
    expect(error).toMatchObject({ kind: 'server', message: errorCopy.foreign });
  },
);

test.each([null, { detail: 7 }, 'No.', { detail: 'x'.repeat(5000) }])(
  'a refusal without usable words has ours, and never a screenful (%#)',
  async (body) => {
    server.use(serve.get(PROBE, () => HttpResponse.json(body, { status: 403 })));
    const error = await http.get('probe/').catch((problem) => problem);
    expect(error.message.length).toBeGreaterThan(10);
    expect(error.message.length).toBeLessThan(1000);
  },
);

test('where no cookie can be fetched, the change is sent all the same', async () => {
  server.use(serve.get(CSRF, () => HttpResponse.json({}, { status: 404 })));
  server.use(serve.post(PROBE, () => HttpResponse.json({ fine: true })));
  expect((await http.post('probe/', {})).data).toEqual({ fine: true });
});
