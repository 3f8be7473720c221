import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { PasswordDialog } from './PasswordDialog.jsx';

const TOKENS = '/api/tokens/';
const NEVER = '2126-03-02T10:00:00Z';
const OVER = '2020-03-02T10:00:00Z';

/** @param {Response} tokens the answer to the list of them */
async function changePassword(tokens) {
  const onClose = vi.fn();
  server.use(
    http.post('/api/auth/browser/v1/account/password/change', () =>
      HttpResponse.json({ status: 200, data: {} }),
    ),
    http.get(TOKENS, () => tokens),
    http.delete(TOKENS, () => new HttpResponse(null, { status: 204 })),
  );
  const view = renderProduct(
    <>
      <PasswordDialog onClose={onClose} />
      <ToastHost />
    </>,
  );
  await view.user.type(screen.getByLabelText('Current password'), 'old');
  await view.user.type(screen.getByLabelText('New password'), 'new{Enter}');
  return { ...view, onClose };
}

const DONE = 'Your password is changed, and you are signed out everywhere else.';

test.each([
  ['there are no tokens', () => HttpResponse.json([])],
  ['all tokens have expired', () => HttpResponse.json([{ id: 1, expires_at: OVER }])],
  ['the tokens cannot be listed', () => refusal(500)],
])('where %s, the change is all', async (_case, answer) => {
  const { onClose } = await changePassword(answer());
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  await waitFor(() => expect(toastTexts()).toEqual([DONE]));
});

test('tokens that outlast the change can be revoked', async () => {
  const tokens = [
    { id: 1, expires_at: NEVER },
    { id: 2, expires_at: NEVER },
  ];
  const { user, onClose } = await changePassword(HttpResponse.json(tokens));
  expect(await screen.findByText(/You have 2 API tokens, which still work/)).toBeInTheDocument();
  expect(screen.getByText(DONE)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Revoke all' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(backend.asked('DELETE', TOKENS)).toHaveLength(1);
});

test('or kept', async () => {
  const { user, onClose } = await changePassword(HttpResponse.json([{ id: 1, expires_at: NEVER }]));
  await user.click(await screen.findByRole('button', { name: 'Keep them' }));
  expect(onClose).toHaveBeenCalled();
  expect(backend.asked('DELETE', TOKENS)).toEqual([]);
});
