import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { App } from '../../../App.jsx';
import { KEY } from '../../../domain/session/signInRecord.js';
import { serveAccount } from '../../../test/account.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { change, shownValue, toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { CONFIG, backend, server, ticketPath } from '../../../test/server.js';
import { page } from '../reloadPage.js';

const AUTH = '/api/auth/browser/v1';
const TITLE = 'Set up two-step sign-in';
const REFUSED = { detail: 'A second factor is required here.', code: 'second_factor_required' };

/** The server of an installation that requires a second factor, or comes to. */
function serveInstallation({ isRequired = true } = {}) {
  const state = { isRequired, isSetUp: false, codes: ['a1', 'b2'] };
  localStorage.setItem(KEY, '1 0');
  serveAccount(() =>
    makeAccount({ second_factor: { is_required: state.isRequired, is_set_up: state.isSetUp } }),
  );
  const guard = () =>
    state.isRequired && !state.isSetUp ? HttpResponse.json(REFUSED, { status: 403 }) : undefined;
  server.use(
    http.get(CONFIG, () =>
      HttpResponse.json({
        open_access: false,
        suggestions: false,
        sign_in: { passkeys: true, providers: [] },
      }),
    ),
    http.all('/api/tickets/*', guard),
    http.get(`${AUTH}/account/authenticators/totp`, () =>
      HttpResponse.json({ status: 404, meta: { secret: 'SECRET' } }, { status: 404 }),
    ),
    http.post(`${AUTH}/account/authenticators/totp`, () => {
      state.isSetUp = true;
      return HttpResponse.json({ status: 200, data: {} });
    }),
    http.get(`${AUTH}/account/authenticators/recovery-codes`, () =>
      HttpResponse.json({ status: 200, data: { unused_codes: state.codes } }),
    ),
    http.delete(`${AUTH}/auth/session`, () => HttpResponse.json({ status: 401 }, { status: 401 })),
  );
  return state;
}

/** @param {import('../../../test/page.js').User} user */
async function setUpApp(user) {
  await user.click(await screen.findByRole('button', { name: 'Use an app' }));
  const code = await screen.findByLabelText('Code that the app shows');
  await waitFor(() => expect(code).toHaveFocus());
  await user.type(code, '123456{Enter}');
}

test('who lacks it sees its setup on every tab, and asks for nothing else', async () => {
  serveInstallation();
  const { user } = renderProduct(<App />, { at: '?tab=tickets' });
  await screen.findByRole('heading', { name: TITLE });
  await user.click(screen.getByRole('link', { name: 'Submit' }));
  expect(screen.getByRole('heading', { name: TITLE })).toBeInTheDocument();
  expect(document.title).toBe(`${TITLE} · TicketFlow`);
  expect(backend.requests.filter(({ url }) => url.pathname.startsWith('/api/tickets/'))).toEqual(
    [],
  );
});

test('after the recovery codes everything opens', async () => {
  backend.tickets = [makeTicket()];
  serveInstallation();
  const { user } = renderProduct(<App />, { at: '?tab=tickets' });
  await setUpApp(user);
  expect(await screen.findByRole('group', { name: 'Recovery codes' })).toHaveTextContent('a1 b2');
  expect(screen.queryByRole('list', { name: 'Tickets' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'I have kept them' }));
  expect(await screen.findByRole('list', { name: 'Tickets' })).toBeInTheDocument();
});

test('codes that were shown before do not hold anybody up', async () => {
  backend.tickets = [makeTicket()];
  serveInstallation().codes = [];
  const { user } = renderProduct(<App />, { at: '?tab=tickets' });
  await setUpApp(user);
  expect(await screen.findByRole('list', { name: 'Tickets' })).toBeInTheDocument();
});

test('signing out is possible all the same', async () => {
  const reload = vi.spyOn(page, 'reload').mockImplementation(() => {});
  serveInstallation();
  const { user } = renderProduct(<App />, { at: '?tab=tickets' });
  await user.click(await screen.findByRole('button', { name: 'Sign out' }));
  await waitFor(() => expect(reload).toHaveBeenCalled());
  expect(localStorage.getItem(KEY)).toBeNull();
});

describe('required while somebody works', () => {
  async function startWorking() {
    backend.tickets = [makeTicket()];
    const state = serveInstallation({ isRequired: false });
    const view = renderProduct(<App />, { at: '?tab=tickets' });
    await screen.findByRole('list', { name: 'Tickets' });
    state.isRequired = true;
    return view;
  }

  test('it opens over the page, and then the change is sent', async () => {
    const { user } = await startWorking();
    await change(user, 'status', 'Closed');
    const dialog = await screen.findByRole('dialog', { name: TITLE });
    expect(within(dialog).getByText(/What you typed is kept/)).toBeInTheDocument();
    await setUpApp(user);
    await user.click(await screen.findByRole('button', { name: 'I have kept them' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await waitFor(() => expect(backend.ticket(1)?.status).toBe('closed'));
    expect(backend.asked('PATCH', ticketPath(1))).toHaveLength(2);
  });

  test('put off, the change fails in words, and the next one asks again', async () => {
    const { user } = await startWorking();
    await change(user, 'status', 'Closed');
    await screen.findByRole('dialog', { name: TITLE });
    await user.click(screen.getByRole('button', { name: 'Not now' }));
    await waitFor(() => expect(shownValue('status')).toBe('Open'));
    await waitFor(() => expect(toastTexts().join()).toContain('We couldn’t save the status.'));
    await change(user, 'status', 'Closed');
    expect(await screen.findByRole('dialog', { name: TITLE })).toBeInTheDocument();
  });
});

describe('the last way that is required', () => {
  /** @param {{ type: string, id?: number, name?: string }[]} kept */
  async function openSecurity(kept) {
    const state = serveInstallation();
    state.isSetUp = true;
    server.use(
      http.get(`${AUTH}/account/authenticators`, () =>
        HttpResponse.json({
          status: 200,
          data: kept.map((one) => ({ created_at: 1, last_used_at: null, ...one })),
        }),
      ),
    );
    const view = renderProduct(<App />, { at: '?tab=tickets' });
    await view.user.click(await screen.findByRole('button', { name: /^Account: / }));
    await view.user.click(await screen.findByRole('menuitem', { name: 'Two-step sign-in…' }));
    await screen.findByText('Passkeys');
    return view;
  }

  test('cannot be removed', async () => {
    await openSecurity([{ type: 'totp' }]);
    expect(screen.queryByRole('button', { name: 'Turn off' })).not.toBeInTheDocument();
    expect(screen.getByText(/Add another way before/)).toBeInTheDocument();
  });

  test('can be removed once there is another', async () => {
    await openSecurity([{ type: 'totp' }, { type: 'webauthn', id: 1, name: 'Laptop' }]);
    expect(screen.getByRole('button', { name: 'Turn off' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Remove passkey: Laptop' })).toBeInTheDocument();
  });

  test('is a passkey as well', async () => {
    await openSecurity([{ type: 'webauthn', id: 1, name: 'Laptop' }]);
    expect(screen.queryByRole('button', { name: /^Remove passkey/ })).not.toBeInTheDocument();
  });
});
