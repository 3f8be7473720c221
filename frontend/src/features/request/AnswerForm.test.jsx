import { onlineManager } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { MESSAGE_MAX } from '../../api/vocabulary.js';
import { blockStorage } from '../../test/browser.js';
import { write } from '../../test/form.jsx';
import { makeTicket } from '../../test/makeTicket.js';
import { conversation, messagesPath, serveConversation } from '../../test/publicMessages.js';
import { announced, answerBox, follow, sendButton, shownMessages } from '../../test/request.jsx';
import { resetStores } from '../../test/resetStores.js';
import { TOKEN, answerOnce, backend, hold, refusal } from '../../test/server.js';
import { toastTexts } from '../../test/page.js';

const MESSAGES = messagesPath(TOKEN);
const TEXT = 'It still smokes.';
const KEY = 'tf.answer.K-1';

beforeEach(() => {
  serveConversation();
  backend.token = TOKEN;
  backend.tickets = [makeTicket({ title: 'Printer on fire', description: 'It smokes.' })];
});

/** Open the page, and write an answer. @param {string} [text] */
async function answering(text = TEXT) {
  const view = follow();
  const box = await answerBox();
  await write(view.user, box, text);
  return { ...view, box };
}

const sent = () => backend.asked('POST', MESSAGES);

const keys = () => sent().map(({ headers }) => headers.get('Idempotency-Key'));

test('an answer is sent, shown and announced, and the box is empty', async () => {
  const { user, box } = await answering(`  ${TEXT} `);
  await user.click(sendButton());
  await waitFor(() => expect(shownMessages()).toEqual(['You: It smokes.', `You: ${TEXT}`]));
  expect(sent()[0].body).toEqual({ text: TEXT });
  expect(box).toHaveValue('');
  await waitFor(() => expect(announced()).toContain('Your answer was sent.'));
  expect(sendButton()).toHaveFocus();
  expect(localStorage.getItem(KEY)).toBeNull();
  await user.type(box, 'M');
  expect(announced()).not.toContain('Your answer was sent.');
});

test.each(['{Control>}{Enter}{/Control}', '{Meta>}{Enter}{/Meta}'])(
  '%s sends, once, and the focus stays',
  async (press) => {
    const { user, box } = await answering();
    const answer = hold('post', MESSAGES);
    await user.keyboard(press + press);
    expect(sendButton()).toHaveTextContent('Sending…');
    expect(sendButton()).toHaveAttribute('aria-disabled', 'true');
    expect(box).toHaveAttribute('readonly');
    await answer(refusal(500));
    expect(await screen.findByText(/^Not sent\./)).toBeInTheDocument();
    expect(box).toHaveFocus();
    expect(sent()).toHaveLength(1);
  },
);

test('a key that ends a composition sends nothing', async () => {
  const { user, box } = await answering();
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true, isComposing: true });
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true, keyCode: 229 });
  await user.type(box, '{Enter}');
  expect(sent()).toEqual([]);
});

test('an empty answer is not sent, and the box says why', async () => {
  const { user, box } = await answering('\u200b ');
  await user.click(sendButton());
  expect(box).toHaveFocus();
  expect(box).toHaveAccessibleDescription(/Write something first\./);
  expect(box).toBeInvalid();
  await user.type(box, TEXT);
  expect(box).toBeValid();
  expect(sent()).toEqual([]);
});

test('near the limit the length is counted, and beyond it nothing is sent', async () => {
  const { user, box } = await answering('x'.repeat(MESSAGE_MAX * 0.7));
  expect(box).not.toHaveAccessibleDescription(/left/);
  await write(user, box, 'x'.repeat(MESSAGE_MAX - 1024));
  expect(box).toHaveAccessibleDescription(/1 kB left/);
  expect(screen.getByText('63 / 64 kB')).toBeInTheDocument();
  await write(user, box, 'ж'.repeat(MESSAGE_MAX / 2 + 10));
  await user.click(sendButton());
  expect(box).toHaveFocus();
  expect(box).toHaveAccessibleDescription(/Shorten it by about 10 characters/);
  expect(sent()).toEqual([]);
});

test('what the server says of the text stands at the box', async () => {
  const { user, box } = await answering();
  answerOnce('post', MESSAGES, HttpResponse.json({ text: ['Say it simpler.'] }, { status: 400 }));
  await user.click(sendButton());
  await waitFor(() => expect(box).toHaveAccessibleDescription(/Say it simpler\./));
  expect(box).toHaveFocus();
  expect(box).toHaveValue(TEXT);
  await user.type(box, '!');
  expect(box).toBeValid();
});

test('an answer that was not sent is kept, and is stored once when it is tried again', async () => {
  const { user, box } = await answering();
  answerOnce('post', MESSAGES, HttpResponse.error());
  await user.click(sendButton());
  expect(
    await screen.findByText('Not sent. There is no connection to the server. Your text is kept.'),
  ).toBeInTheDocument();
  expect(box).toHaveValue(TEXT);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(box).toHaveValue(''));
  expect(screen.queryByText(/^Not sent/)).not.toBeInTheDocument();
  expect(new Set(keys()).size).toBe(1);
  expect(sendButton()).toHaveTextContent('Send answer');

  await write(user, box, TEXT);
  await user.click(sendButton());
  await waitFor(() => expect(box).toHaveValue(''));
  expect(new Set(keys()).size).toBe(2);
});

test('the key is kept through a reload, and another text has another', async () => {
  const { user, unmount } = await answering();
  answerOnce('post', MESSAGES, refusal(500));
  await user.click(sendButton());
  await screen.findByText(/^Not sent/);
  unmount();
  resetStores();
  const again = follow();
  const box = await answerBox();
  expect(box).toHaveValue(TEXT);
  answerOnce('post', MESSAGES, refusal(500));
  await again.user.click(sendButton());
  await screen.findByText(/^Not sent/);
  await write(again.user, box, 'Something else.');
  await again.user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(box).toHaveValue(''));
  const [first, second, third] = keys();
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('a key that the server knows with another text is used no more', async () => {
  const { user, box } = await answering();
  answerOnce('post', MESSAGES, refusal(422));
  await user.click(sendButton());
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(box).toHaveValue(''));
  expect(new Set(keys()).size).toBe(2);
});

test('the draft stays on the device, under a name without the link', async () => {
  const { unmount } = await answering();
  expect(await screen.findByText('Draft saved on this device')).toBeInTheDocument();
  expect(Object.keys(localStorage)).toEqual([KEY]);
  expect(JSON.stringify({ ...localStorage })).not.toContain(TOKEN);
  unmount();
  resetStores();
  follow();
  expect(await answerBox()).toHaveValue(TEXT);
});

test('what is typed last is stored when the page is left', async () => {
  await answering();
  fireEvent(window, new Event('pagehide'));
  expect(JSON.parse(localStorage.getItem(KEY) ?? '{}')).toMatchObject({ text: TEXT });
});

test.each(['nonsense', '{"text": 7}', 'null', '{"text": "", "sending": {"key": 1}}'])(
  'a damaged draft is none: %s',
  async (stored) => {
    localStorage.setItem(KEY, stored);
    resetStores();
    follow();
    expect(await answerBox()).toHaveValue('');
  },
);

test('without a storage an answer can be written and sent, and is not called saved', async () => {
  blockStorage();
  const { user, box } = await answering();
  await user.click(sendButton());
  await waitFor(() => expect(box).toHaveValue(''));
  expect(screen.queryByText('Draft saved on this device')).not.toBeInTheDocument();
});

test('who sends too often is told how long to wait', async () => {
  const { user, box } = await answering();
  const headers = { 'Retry-After': '40' };
  answerOnce('post', MESSAGES, HttpResponse.json({ detail: 'No.' }, { status: 429, headers }));
  await user.click(sendButton());
  expect(await screen.findByText(/Try again in 40 seconds\./)).toBeInTheDocument();
  expect(box).toHaveValue(TEXT);
});

test('offline the answer stays in the box, which says so', async () => {
  const { user, box } = await answering();
  act(() => onlineManager.setOnline(false));
  expect(box).toHaveAccessibleDescription(/Your answer stays here until you can send it/);
  answerOnce('post', MESSAGES, HttpResponse.error());
  await user.click(sendButton());
  await screen.findByText(/^Not sent\./);
  expect(box).toHaveValue(TEXT);
  act(() => onlineManager.setOnline(true));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(box).toHaveValue(''));
});

test('an answer to a revoked link can be copied, and is there with the next link', async () => {
  const { user } = await answering();
  backend.token = null;
  await user.click(sendButton());
  expect(await screen.findByText('This link leads nowhere')).toBeInTheDocument();
  expect(screen.getByText(TEXT)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Copy text' }));
  await waitFor(() => expect(toastTexts()).toEqual(['Copied.']));
  expect(await navigator.clipboard.readText()).toBe(TEXT);
});

test('a requester says that the ticket is solved, and that it is not', async () => {
  const { user } = follow();
  const box = await answerBox();
  await user.click(screen.getByRole('button', { name: 'Solved, thank you' }));
  const button = await screen.findByRole('button', { name: 'Not solved yet' });
  expect(button).toHaveFocus();
  expect(screen.getByText('Resolved')).toBeInTheDocument();
  expect(announced()).toContain('Thank you. The ticket is solved.');
  expect(box).toHaveAccessibleDescription(/Your answer opens the ticket again\./);
  await user.click(button);
  expect(await screen.findByText('Open')).toBeInTheDocument();
  await waitFor(() => expect(box).toHaveFocus());
  expect(announced()).toContain('It is open again. Tell us what is still wrong.');
});

test('an answer to a resolved ticket opens it again', async () => {
  backend.tickets = [makeTicket({ status: 'resolved' })];
  const { user } = await answering();
  await user.click(sendButton());
  expect(await screen.findByText('We have it and will look at it.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Solved, thank you' })).toBeInTheDocument();
});

test('a ticket that was closed long ago is not opened again, but can be answered', async () => {
  backend.tickets = [makeTicket({ status: 'closed' })];
  const { user } = follow();
  await answerBox();
  answerOnce('patch', `/api/requests/${TOKEN}/`, refusal(409));
  await user.click(screen.getByRole('button', { name: 'Not solved yet' }));
  expect(
    await screen.findByText(/Write an answer: it becomes a new request\./),
  ).toBeInTheDocument();
  expect(screen.getByText('Closed')).toBeInTheDocument();
});

test('a change of status that fails is told', async () => {
  const { user } = follow();
  await answerBox();
  answerOnce('patch', `/api/requests/${TOKEN}/`, refusal(500));
  await user.click(screen.getByRole('button', { name: 'Solved, thank you' }));
  expect(await screen.findByText(/^The ticket was not changed\./)).toBeInTheDocument();
  expect(sendButton()).toHaveTextContent('Send answer');
});

test('an answer that became a new request leads there, also after a reload', async () => {
  backend.tickets = [makeTicket({ status: 'closed' })];
  const request_token = 'c'.repeat(43);
  conversation.followUp = { reference: 'K7Q2M-9XD4R', request_token };
  const { user, unmount } = await answering();
  await user.click(sendButton());
  const name = 'This became a new request K7Q2M-9XD4R';
  expect(await screen.findByRole('heading', { name })).toHaveFocus();
  const link = () => screen.getByRole('link', { name: 'Go to the new request' });
  expect(link()).toHaveAttribute('href', `http://localhost:3000/?request=${request_token}`);
  expect(shownMessages()).toHaveLength(1);
  expect(screen.queryByRole('form')).not.toBeInTheDocument();
  expect(JSON.stringify({ ...localStorage })).not.toContain(request_token);
  unmount();
  resetStores();
  follow();
  expect(await screen.findByRole('heading', { name })).not.toHaveFocus();
  expect(link()).toBeInTheDocument();
});
