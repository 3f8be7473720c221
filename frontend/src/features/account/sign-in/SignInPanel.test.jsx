import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { renderProduct } from '../../../test/render.jsx';
import { CONFIG, CSRF_COOKIE, server } from '../../../test/server.js';
import { SignInPanel } from './SignInPanel.jsx';

const AUTH = '/api/auth/browser/v1';
const EMAIL = 'ada@example.com';

/** @param {import('msw').JsonBodyType} body @param {number} status @param {Record<string, string>} [headers] */
async function signIn(body, status, headers = {}) {
  server.use(http.post(`${AUTH}/auth/login`, () => HttpResponse.json(body, { status, headers })));
  const view = renderProduct(<SignInPanel />);
  await view.user.type(screen.getByLabelText('E-mail address'), EMAIL);
  await view.user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
  return view;
}

test('a lock-out says how long it lasts, and that a known device works', async () => {
  await signIn({ status: 429 }, 429, { 'Retry-After': '240' });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'There were too many attempts. Try again in 4 minutes, or on a device that you have signed in with before.',
  );
  expect(screen.getByLabelText('E-mail address')).toHaveValue(EMAIL);
  expect(screen.getByLabelText('Password')).toHaveValue('wrong');
});

test('wrong too often says when to try again, too', async () => {
  await signIn({ status: 400, errors: [{ code: 'too_many_login_attempts', message: 'No.' }] }, 400);
  expect(await screen.findByRole('alert')).toHaveTextContent(/wrong too often.*five minutes/);
});

test('cookies that are blocked are what is told', async () => {
  await signIn({ detail: 'The CSRF token is missing or wrong.', code: 'csrf_failed' }, 403);
  expect(await screen.findByRole('alert')).toHaveTextContent(/Allow cookies for this site/);
});

test('a request for a link tells nobody who has an account', async () => {
  server.use(
    http.post(`${AUTH}/auth/password/request`, () => HttpResponse.json({ status: 200, data: {} })),
  );
  const { user } = renderProduct(<SignInPanel />);
  await user.click(screen.getByRole('button', { name: 'Forgot your password?' }));
  await user.type(screen.getByLabelText('E-mail address'), `${EMAIL}{Enter}`);
  expect(await screen.findByText(/^If ada@example\.com has an account/)).toBeInTheDocument();
});

test('a provider’s form is sent with the token of the moment', async () => {
  server.use(
    http.get(CONFIG, () =>
      HttpResponse.json({
        open_access: false,
        suggestions: false,
        sign_in: { passkeys: false, providers: [{ id: 'acme', name: 'Acme' }] },
      }),
    ),
    http.get('/api/csrf/', () => {
      document.cookie = `${CSRF_COOKIE}=fresh; path=/`;
      return HttpResponse.json({ csrf_cookie: CSRF_COOKIE });
    }),
  );
  const sent = vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(() => {});
  const { user } = renderProduct(<SignInPanel />);
  await user.click(await screen.findByRole('button', { name: 'Sign in with Acme' }));
  await waitFor(() => expect(sent).toHaveBeenCalled());
  const form = /** @type {HTMLFormElement} */ (sent.mock.contexts[0]);
  expect(new FormData(form).get('csrfmiddlewaretoken')).toBe('fresh');
  document.cookie = `${CSRF_COOKIE}=; path=/; max-age=0`;
});
