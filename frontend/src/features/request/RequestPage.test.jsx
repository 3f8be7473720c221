import { onlineManager } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';

import { makeTicket } from '../../test/makeTicket.js';
import { messagesPath, serveConversation } from '../../test/publicMessages.js';
import { follow } from '../../test/request.jsx';
import { TOKEN, answerOnce, backend, hold, refusal, requestPath } from '../../test/server.js';

beforeEach(() => {
  serveConversation();
  backend.token = TOKEN;
  backend.tickets = [
    makeTicket({ title: 'Printer on fire', status: 'in_progress', category: 'technical' }),
  ];
});

test('the link shows the public side of its ticket, and asks for nothing else', async () => {
  const answer = hold('get', requestPath(TOKEN));
  follow();
  expect(await screen.findByText('Loading your ticket…')).toBeInTheDocument();
  await answer();
  expect(await screen.findByRole('heading', { level: 1, name: 'Printer on fire' })).toBeVisible();
  expect(screen.getByText('In progress')).toBeInTheDocument();
  expect(screen.getByText('Someone is working on it.')).toBeInTheDocument();
  expect(screen.getByText('Technical')).toBeInTheDocument();
  expect(screen.getByText('K-1')).toBeInTheDocument();
  expect(screen.getByText('What happened in ticket 1.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Submit another ticket' })).toHaveAttribute('href', '/');
  expect(document.title).toBe('Your ticket · TicketFlow');
  expect(document.querySelector('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
  await screen.findByRole('form', { name: 'Your answer' });
  expect(backend.requests.map(({ url }) => url.pathname)).toEqual([
    requestPath(TOKEN),
    messagesPath(TOKEN),
  ]);
});

test('a link that is revoked leads nowhere, also for who was looking at it', async () => {
  const { client } = follow();
  await screen.findByRole('heading', { name: 'Printer on fire' });
  backend.token = null;
  await act(() => client.refetchQueries());
  expect(await screen.findByRole('alert')).toHaveTextContent('This link leads nowhere');
  expect(screen.queryByText('Printer on fire')).not.toBeInTheDocument();
});

test.each(['x', '..', '../tickets/1', 'a'.repeat(44), `${'a'.repeat(42)}?`])(
  'what is no token is not asked for: %s',
  async (text) => {
    follow(text);
    expect(await screen.findByText('This link leads nowhere')).toBeInTheDocument();
    expect(backend.requests).toEqual([]);
  },
);

test('a ticket that cannot be loaded can be tried again', async () => {
  answerOnce('get', requestPath(TOKEN), refusal(500));
  answerOnce('get', requestPath(TOKEN), refusal(500));
  const { user } = follow();
  expect(await screen.findByRole('alert')).toHaveTextContent('We couldn’t load your ticket.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Printer on fire' })).toBeInTheDocument();
});

test('who asks too often is told how long to wait', async () => {
  answerOnce('get', requestPath(TOKEN), refusal(429));
  follow();
  expect(await screen.findByRole('alert')).toHaveTextContent('That was a lot at once.');
});

test('without a connection, what was there stays', async () => {
  follow();
  await screen.findByRole('heading', { name: 'Printer on fire' });
  act(() => onlineManager.setOnline(false));
  expect(screen.getByText('You’re offline. This may not be up to date.')).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Printer on fire' })).toBeInTheDocument();
  act(() => onlineManager.setOnline(true));
  await waitFor(() => expect(screen.queryByText(/^You’re offline/)).not.toBeInTheDocument());
});
