import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { SessionsDialog } from './SessionsDialog.jsx';

/** @typedef {import('../../../types').DeviceSession} DeviceSession */

const PATH = '/api/sessions/';

/** @param {Partial<DeviceSession>} values @returns {DeviceSession} */
const session = (values) => ({
  id: 1,
  device: 'Firefox on Linux',
  address: '192.0.2.7',
  created_at: '2026-03-02T10:00:00Z',
  last_seen_at: '2026-03-03T10:00:00Z',
  is_current: false,
  ...values,
});

const HERE = session({ id: 1, is_current: true });
const PHONE = session({ id: 2, device: 'Safari on iOS', address: '2001:db8::1' });

/** @param {DeviceSession[]} sessions */
function open(sessions) {
  let kept = sessions;
  server.use(
    http.get(PATH, () => HttpResponse.json(kept)),
    http.delete(`${PATH}:id/`, ({ params }) => {
      kept = kept.filter(({ id }) => id !== Number(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
    http.delete(PATH, () => {
      kept = kept.filter((one) => one.is_current);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return renderProduct(
    <>
      <SessionsDialog onClose={() => {}} />
      <ToastHost />
    </>,
  );
}

const items = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

test('each session tells device, address and times, and which one is this', async () => {
  open([HERE, PHONE]);
  await screen.findByText('Safari on iOS');
  expect(items()).toEqual([
    expect.stringMatching(/^Firefox on LinuxThis device192\.0\.2\.7 · signed in .* · last seen /),
    expect.stringMatching(/^Safari on iOS2001:db8::1 · signed in .* · last seen .*Sign out$/),
  ]);
  expect(document.querySelector('time')?.title).toMatch(/2026/);
});

test('another one is ended, this one is not', async () => {
  const { user } = open([HERE, PHONE]);
  await user.click(await screen.findByRole('button', { name: 'Sign out: Safari on iOS' }));
  await waitFor(() => expect(items()).toHaveLength(1));
  await waitFor(() => expect(toastTexts()).toEqual(['Safari on iOS is signed out.']));
  expect(screen.queryByRole('button', { name: /^Sign out/ })).not.toBeInTheDocument();
});

test('all others are ended after a question', async () => {
  const { user } = open([HERE, PHONE, session({ id: 3 })]);
  await user.click(await screen.findByRole('button', { name: 'Sign out everywhere else' }));
  expect(screen.getByText(/^Sign out all 2 other devices\?/)).toBeInTheDocument();
  expect(backend.asked('DELETE', PATH)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Sign out everywhere else' }));
  await waitFor(() => expect(items()).toHaveLength(1));
  expect(backend.asked('DELETE', PATH)).toHaveLength(1);
});

test('what is not ended says so, and stays', async () => {
  const { user } = open([HERE, PHONE]);
  await screen.findByText('Safari on iOS');
  server.use(http.delete(`${PATH}2/`, () => refusal(500)));
  await user.click(screen.getByRole('button', { name: 'Sign out: Safari on iOS' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/^It is still signed in\. /);
  expect(items()).toHaveLength(2);
});

test('failing to load them says so, and can be tried again', async () => {
  let isBroken = true;
  const { user } = renderProduct(<SessionsDialog onClose={() => {}} />);
  server.use(http.get(PATH, () => (isBroken ? refusal(500) : HttpResponse.json([HERE]))));
  await screen.findByText('We couldn’t load your sessions.');
  isBroken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(items()).toHaveLength(1));
});

test('without a network it says that it waits', async () => {
  onlineManager.setOnline(false);
  try {
    open([HERE]);
    expect(await screen.findByText(/You’re offline/)).toBeInTheDocument();
  } finally {
    onlineManager.setOnline(true);
  }
  await waitFor(() => expect(items()).toHaveLength(1));
});
