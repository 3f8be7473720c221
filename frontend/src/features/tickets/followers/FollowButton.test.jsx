import { act, screen, waitFor } from '@testing-library/react';
import { http } from 'msw';

import { collaboration, followersPath } from '../../../test/collaboration.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { serveAccount } from '../../../test/account.js';
import { findToastAction, toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { KEY } from '../../../domain/session/signInRecord.js';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { FollowButton } from './FollowButton.jsx';

const grace = { id: 2, name: 'Grace Hopper' };

async function open({ isSignedIn = true } = {}) {
  if (isSignedIn) {
    localStorage.setItem(KEY, '1');
    serveAccount(() => makeAccount());
  }
  const view = renderProduct(
    <>
      <FollowButton ticket={7} />
      <ToastHost />
    </>,
    { at: '?tab=tickets&ticket=7' },
  );
  if (isSignedIn) {
    await waitFor(() => expect(backend.asked('GET', '/api/account/')).not.toEqual([]));
  }
  return view;
}

/** @param {string} words */
const button = (words) => screen.findByRole('button', { name: `Follow. ${words}` });
const NOBODY = 'Nobody follows this ticket.';

test('a ticket is followed, and no longer after undo', async () => {
  collaboration.followers[7] = [grace];
  const { user } = await open();
  const follow = await button('Followed by Grace Hopper');
  expect(follow).toHaveAttribute('aria-pressed', 'false');
  await user.click(follow);
  expect(await button('Followed by you and Grace Hopper')).toHaveAttribute('aria-pressed', 'true');
  await waitFor(() => expect(collaboration.followers[7]).toHaveLength(2));
  await user.click(await findToastAction('Undo'));
  expect(await button('Followed by Grace Hopper')).toHaveAttribute('aria-pressed', 'false');
  await waitFor(() => expect(collaboration.followers[7]).toEqual([grace]));
});

test('its key does the same', async () => {
  await open();
  await button(NOBODY);
  act(() => void runCommand('follow'));
  expect(await button('Followed by you')).toHaveAttribute('aria-pressed', 'true');
});

test('what the server refuses is taken back and said', async () => {
  server.use(http.put(followersPath(7), () => refusal(400, 'No.')));
  const { user } = await open();
  await user.click(await button(NOBODY));
  await waitFor(() => expect(toastTexts()).toEqual([expect.stringContaining('didn’t work')]));
  expect(await button(NOBODY)).toHaveAttribute('aria-pressed', 'false');
});

test('who is not signed in is told why', async () => {
  const { user } = await open({ isSignedIn: false });
  await user.click(await button(NOBODY));
  expect(toastTexts()).toEqual([expect.stringContaining('Sign in to follow')]);
  expect(backend.asked('PUT', followersPath(7))).toEqual([]);
});
