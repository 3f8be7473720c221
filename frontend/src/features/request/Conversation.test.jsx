import { act, screen, waitFor } from '@testing-library/react';

import { makeTicket } from '../../test/makeTicket.js';
import {
  converse,
  converseAbout,
  messagesPath,
  serveConversation,
} from '../../test/publicMessages.js';
import { announced, answerBox, follow, shownMessages } from '../../test/request.jsx';
import { TOKEN, answerOnce, backend, hold, refusal, requestPath } from '../../test/server.js';

const MESSAGES = messagesPath(TOKEN);

beforeEach(() => {
  serveConversation();
  backend.token = TOKEN;
  backend.tickets = [makeTicket({ title: 'Printer on fire', description: 'It smokes.' })];
});

/** Read everything again, as after half a minute. @param {import('@tanstack/react-query').QueryClient} client */
const passTime = (client) => act(() => client.refetchQueries());

test('the description is the first message, and those of the team follow', async () => {
  converse(
    { text: 'Since when?' },
    { author: { kind: 'requester', name: '' }, text: 'Monday.' },
    { author: { kind: 'agent', name: '' }, text: 'Thank you.' },
  );
  follow();
  await answerBox();
  expect(shownMessages()).toEqual([
    'You: It smokes.',
    'Ada Lovelace: Since when?',
    'You: Monday.',
    'Support: Thank you.',
  ]);
  const time = document.querySelectorAll('.public-message time')[1];
  expect(time).toHaveAttribute('datetime', '2026-03-02T11:00:00Z');
  expect(time.getAttribute('title')).toContain('2026');
  expect(screen.queryByText(/^No answers yet/)).not.toBeInTheDocument();
  expect(announced().join('')).not.toContain('New answer');
});

test('a message is drawn from what the server has rendered', async () => {
  converse({ html: '<p>See <strong>this</strong>:</p><ul><li>one</li></ul>' });
  follow();
  expect((await screen.findByText('this')).tagName).toBe('STRONG');
  expect(document.querySelector('.message-text')).toHaveAttribute('dir', 'auto');
});

test('until somebody of the team answers, that is said', async () => {
  converse({ author: { kind: 'requester', name: '' }, text: 'Hello?' });
  const { client } = follow();
  expect(await screen.findByText('No answers yet. They will appear here.')).toBeInTheDocument();
  converse({ text: 'Hello.' });
  await passTime(client);
  await waitFor(() => expect(screen.queryByText(/^No answers yet/)).not.toBeInTheDocument());
});

test('a new answer is shown, marked and announced', async () => {
  converse({ text: 'Since when?' });
  const { client } = follow();
  await answerBox();
  converse({ text: 'Are you there?' });
  await passTime(client);
  expect(await screen.findByText('Are you there?')).toBeInTheDocument();
  expect(announced()).toContain('New answer from Ada Lovelace');
  expect(screen.getAllByText('New')).toHaveLength(1);
  converse({ text: 'Hello?' }, { text: 'Well.' });
  await passTime(client);
  await waitFor(() => expect(announced()).toContain('2 new answers'));
  expect(screen.getAllByText('New')).toHaveLength(3);
});

test('earlier messages are read on demand, and stay when new ones come', async () => {
  converseAbout(120);
  const { client, user } = follow();
  await answerBox();
  expect(shownMessages()).toHaveLength(51);
  await user.click(screen.getByRole('button', { name: 'Earlier messages' }));
  await waitFor(() => expect(shownMessages()).toHaveLength(101));
  expect(announced()).toContain('50 earlier messages above');
  expect(screen.getByRole('button', { name: 'Earlier messages' })).toHaveFocus();
  converse({ text: 'New one.' });
  await passTime(client);
  await waitFor(() => expect(shownMessages()).toHaveLength(102));

  await user.click(screen.getByRole('button', { name: 'Earlier messages' }));
  await waitFor(() => expect(shownMessages()).toHaveLength(122));
  expect(shownMessages().slice(1, 3)).toEqual([
    'Ada Lovelace: Message 1.',
    'Ada Lovelace: Message 2.',
  ]);
  expect(screen.queryByRole('button', { name: 'Earlier messages' })).not.toBeInTheDocument();
  expect(document.querySelectorAll('.public-message')[1]).toHaveFocus();
  expect(announced().join('')).not.toContain('120');
});

test('earlier messages that cannot be read can be asked for again', async () => {
  converseAbout(60);
  const { user } = follow();
  await answerBox();
  answerOnce('get', MESSAGES, refusal(500));
  await user.click(screen.getByRole('button', { name: 'Earlier messages' }));
  expect(await screen.findByText('We couldn’t load earlier messages.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Earlier messages' }));
  await waitFor(() => expect(shownMessages()).toHaveLength(61));
  expect(screen.queryByText('We couldn’t load earlier messages.')).not.toBeInTheDocument();
});

test('while the messages load, the description is there already', async () => {
  converse({ text: 'Since when?' });
  const answer = hold('get', MESSAGES);
  follow();
  expect(await screen.findByText('It smokes.')).toBeInTheDocument();
  expect(await screen.findByText('Loading the conversation…')).toBeInTheDocument();
  expect(screen.queryByRole('form')).not.toBeInTheDocument();
  await answer();
  await answerBox();
});

test('messages that cannot be loaded can be tried again, and answered meanwhile', async () => {
  converse({ text: 'Since when?' });
  answerOnce('get', MESSAGES, refusal(500));
  answerOnce('get', MESSAGES, refusal(500));
  const { user } = follow();
  expect(await screen.findByText('We couldn’t load the answers.')).toBeInTheDocument();
  await answerBox();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Since when?')).toBeInTheDocument();
});

test('messages stay when new ones cannot be loaded', async () => {
  converse({ text: 'Since when?' });
  const { client, user } = follow();
  await answerBox();
  answerOnce('get', MESSAGES, refusal(500));
  answerOnce('get', MESSAGES, refusal(500));
  await passTime(client);
  expect(await screen.findByText('We couldn’t look for new answers.')).toBeInTheDocument();
  expect(screen.getByText('Since when?')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByText(/^We couldn’t look/)).not.toBeInTheDocument());
});

test('messages behind a revoked link have the whole page look again', async () => {
  const { client } = follow();
  await answerBox();
  backend.token = null;
  await act(() => client.refetchQueries({ queryKey: ['request', TOKEN, 'messages'] }));
  expect(await screen.findByText('This link leads nowhere')).toBeInTheDocument();
  expect(backend.asked('GET', requestPath(TOKEN))).toHaveLength(2);
});
