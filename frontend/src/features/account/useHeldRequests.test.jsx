import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { http as answerTo, HttpResponse } from 'msw';

import { http } from '../../api/http.js';
import { createQueryClient } from '../../app/queryClient.js';
import { ACCOUNT } from '../../domain/session/keys.js';
import { makeAccount } from '../../test/makeAccount.js';
import { server } from '../../test/server.js';
import { continueAs, postponeSignIn, useSessionEnd } from './sessionGuard.js';
import { useHeldRequests } from './useHeldRequests.js';

/** @param {import('../../types').Account | null} account */
function hold(account) {
  const client = createQueryClient();
  client.setQueryData(ACCOUNT, account);
  const view = renderHook(
    () => {
      useHeldRequests();
      return useSessionEnd();
    },
    {
      wrapper: ({ children }) => (
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      ),
    },
  );
  return { client, end: view.result };
}

/** Have the server know nobody, until it is told to. */
function endSession() {
  const session = { isOver: true };
  server.use(
    answerTo.get('*/api/tickets/', () =>
      session.isOver
        ? HttpResponse.json({ detail: 'Sign in.' }, { status: 401 })
        : HttpResponse.json([]),
    ),
  );
  return session;
}

test('what the server refuses at the end of a session waits, though no dialog is there yet', async () => {
  const account = makeAccount();
  const { client, end } = hold(account);
  const session = endSession();
  const answer = http.get('tickets/');
  await waitFor(() => expect(end.current).toBe('asking'));
  session.isOver = false;
  act(() => continueAs(client, account));
  expect((await answer).data).toEqual([]);
  expect(end.current).toBeNull();
});

test('it fails once signing in is put off', async () => {
  const { end } = hold(makeAccount());
  endSession();
  const answer = http.get('tickets/');
  await waitFor(() => expect(end.current).toBe('asking'));
  act(() => postponeSignIn());
  await expect(answer).rejects.toMatchObject({ kind: 'signed_out' });
});

test('a stranger is not asked', async () => {
  const { end } = hold(null);
  endSession();
  await expect(http.get('tickets/')).rejects.toMatchObject({ kind: 'signed_out' });
  expect(end.current).toBeNull();
});
