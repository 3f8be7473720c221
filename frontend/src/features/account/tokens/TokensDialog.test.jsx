import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { NEEDS_PROOF, serveProof } from '../../../test/account.js';
import { toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, server } from '../../../test/server.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { TokensDialog } from './TokensDialog.jsx';

/** @typedef {import('../../../types').ApiToken} ApiToken */

const PATH = '/api/tokens/';

/** @param {Partial<ApiToken>} [values] @returns {ApiToken} */
const makeToken = (values = {}) => ({
  id: crypto.randomUUID(),
  name: 'Import',
  prefix: 'tf_1234',
  scope: 'read',
  created_at: '2026-03-02T10:00:00Z',
  expires_at: '2126-03-02T10:00:00Z',
  last_used_at: null,
  ...values,
});

/**
 * @param {ApiToken[]} tokens
 * @param {{ isProven: boolean }} [proof]
 */
function open(tokens, proof = { isProven: true }) {
  let kept = tokens;
  server.use(
    http.get(PATH, () => HttpResponse.json(kept)),
    http.post(PATH, async ({ request }) => {
      if (!proof.isProven) return HttpResponse.json(NEEDS_PROOF, { status: 401 });
      const values = /** @type {ApiToken} */ (await request.json());
      const made = makeToken({ name: values.name, scope: values.scope });
      kept = [made, ...kept];
      return HttpResponse.json({ ...made, token: 'tf_secret' }, { status: 201 });
    }),
    http.delete(PATH, () => {
      kept = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return renderProduct(
    <>
      <TokensDialog onClose={() => {}} />
      <ToastHost />
    </>,
  );
}

const make = () => screen.getByRole('button', { name: 'Make a token' });

test('a token may only read, unless more is chosen', async () => {
  const { user } = open([]);
  expect(screen.getByRole('radio', { name: 'Read' })).toBeChecked();
  for (const radio of screen.getAllByRole('radio'))
    expect(radio).toHaveAccessibleDescription(/\.$/);
  await user.type(screen.getByLabelText('Name'), 'Shop');
  await user.click(screen.getByRole('radio', { name: 'Submit' }));
  await user.click(make());
  expect(await screen.findByText('tf_secret')).toBeInTheDocument();
  expect(backend.asked('POST', PATH)[0].body).toEqual({
    name: 'Shop',
    scope: 'submit',
    expires_in_days: 90,
  });
});

test('it is asked who it is, and then the token that was described is made', async () => {
  const proof = serveProof('right');
  const { user } = open([], proof);
  await user.type(screen.getByLabelText('Name'), 'Shop');
  await user.click(screen.getByRole('radio', { name: 'Everything' }));
  await user.click(make());
  const dialog = within(await screen.findByRole('dialog', { name: 'Is it you?' }));
  await user.type(dialog.getByLabelText('Password'), 'wrong{Enter}');
  expect(await dialog.findByText('The password is wrong.')).toBeInTheDocument();
  await user.clear(dialog.getByLabelText('Password'));
  await user.type(dialog.getByLabelText('Password'), 'right{Enter}');
  expect(await screen.findByText('tf_secret')).toBeInTheDocument();
  expect(backend.asked('POST', PATH).at(-1)?.body).toMatchObject({
    name: 'Shop',
    scope: 'everything',
  });
});

test('without the proof there is no token, and what was typed stays', async () => {
  const { user } = open([], { isProven: false });
  await user.type(screen.getByLabelText('Name'), 'Shop');
  await user.click(make());
  const dialog = within(await screen.findByRole('dialog', { name: 'Is it you?' }));
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('It was not confirmed that it is you.')).toBeInTheDocument();
  expect(screen.getByLabelText('Name')).toHaveValue('Shop');
});

test('the list tells scope, end and last use of each', async () => {
  open([
    makeToken({ name: 'One', scope: 'submit', expires_at: '2026-01-01T10:00:00Z' }),
    makeToken({ name: 'Two', scope: 'everything', last_used_at: '2026-03-03T10:00:00Z' }),
  ]);
  await screen.findByText('One');
  const [one, two] = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(one).toMatch(/Submit · made .* · expired .* · never used/);
  expect(two).toMatch(/Everything · made .* · valid until .* · last used/);
});

test('all are revoked at once, after a question', async () => {
  const { user } = open([makeToken({ name: 'One' }), makeToken({ name: 'Two' })]);
  await user.click(await screen.findByRole('button', { name: 'Revoke all' }));
  expect(screen.getByText(/Revoke all 2 tokens\?/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Keep them' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Keep them' }));
  expect(screen.getByRole('button', { name: 'Revoke all' })).toHaveFocus();
  expect(backend.asked('DELETE', PATH)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Revoke all' }));
  await user.click(screen.getByRole('button', { name: 'Revoke all' }));
  expect(await screen.findByText('No tokens yet.')).toBeInTheDocument();
  await waitFor(() => expect(toastTexts()).toContain('All your tokens are revoked.'));
});

test('after a token was made, the focus is where the next one begins', async () => {
  const { user } = open([]);
  await user.type(screen.getByLabelText('Name'), 'Shop');
  await user.click(make());
  await user.click(await screen.findByRole('button', { name: 'Done' }));
  expect(screen.getByLabelText('Name')).toHaveFocus();
});
