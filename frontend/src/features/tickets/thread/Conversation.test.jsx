import { act, screen, waitFor, within } from '@testing-library/react';

import { keys } from '../../../domain/ticket/keys.js';
import { conversations, messagePath, timelinePath } from '../../../test/conversations.js';
import { makeAnswer, makeEvent, makeMessage, makeNote } from '../../../test/makeMessage.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { answerOnce, backend, refusal } from '../../../test/server.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { TicketsPanel } from '../TicketsPanel.jsx';

/**
 * @param {(import('../../../types').Message | import('../../../types').TimelineItem)[]} items
 * @param {string} [more] of the address
 */
async function open(items, more = '') {
  backend.tickets = [makeTicket({ requester_name: 'Tomás Ferreira' })];
  conversations.add(1, ...items);
  const view = renderProduct(
    <>
      <TicketsPanel />
      <ToastHost />
    </>,
    { at: `?tab=tickets&ticket=1${more}` },
  );
  const thread = within(await screen.findByRole('region', { name: 'Conversation' }));
  await waitFor(() => expect(thread.queryByText('Loading conversation…')).toBeNull());
  return { ...view, thread };
}

const labels = () =>
  screen
    .getAllByRole('article')
    .filter((one) => one.closest('.thread'))
    .map((one) => one.getAttribute('aria-label'));

test('the description comes first, then messages and changes in order', async () => {
  const { thread } = await open([
    makeEvent({ action: 'created', changes: [] }),
    makeMessage({ id: 1, html: '<p>Try <code>again</code>.</p>' }),
    makeEvent({ id: 2, at: '2026-03-03T10:00:00Z' }),
    makeNote({ id: 2, at: '2026-03-03T11:00:00Z' }),
    makeAnswer({ id: 3, at: '2026-03-03T12:00:00Z' }),
  ]);
  expect(labels()).toEqual([
    expect.stringMatching(/^Description, Tomás Ferreira, /),
    expect.stringMatching(/^Ada Lovelace, /),
    expect.stringMatching(/^Internal note, Ada Lovelace, /),
    expect.stringMatching(/^Tomás Ferreira, /),
  ]);
  expect(thread.getByText('again')).toContainHTML('<code>again</code>');
  expect(thread.getByText('from High to Critical')).toBeInTheDocument();
  expect(thread.getByText('requester, by private link')).toBeInTheDocument();
  expect(thread.getAllByText('Internal note')).toHaveLength(1);
  expect(thread.getByText(/March 3|3 March/)).toBeInTheDocument();
});

test('earlier messages are loaded before the others', async () => {
  conversations.pageSize = 2;
  const { user, thread } = await open(
    [1, 2, 3].map((id) => makeMessage({ id, text: `Number ${id}` })),
  );
  expect(thread.queryByText('Number 1')).toBeNull();
  await user.click(thread.getByRole('button', { name: 'Show earlier messages' }));
  expect(await thread.findByText('Number 1')).toBeInTheDocument();
  expect(thread.queryByRole('button', { name: 'Show earlier messages' })).toBeNull();
  expect(thread.getAllByText(/^Number/).map(({ textContent }) => textContent)).toEqual([
    'Number 1',
    'Number 2',
    'Number 3',
  ]);
});

test('the message in the address is found, however early it is', async () => {
  conversations.pageSize = 1;
  const { thread, address, user } = await open(
    [1, 2, 3].map((id) => makeMessage({ id, text: `Number ${id}` })),
    '&message=1',
  );
  const message = (await thread.findByText('Number 1')).closest('article');
  await waitFor(() => expect(message).toHaveFocus());
  await user.click(screen.getAllByRole('button', { name: 'Close ticket' })[0]);
  expect(address.current.get('message')).toBeNull();
});

test('a message that is not there says so', async () => {
  await open([makeMessage()], '&message=404');
  await waitFor(() => expect(toastTexts()).toEqual([expect.stringMatching(/not here/)]));
});

test('a long message is folded', async () => {
  const text = 'word '.repeat(500);
  const { user, thread } = await open([makeMessage({ text })]);
  await user.click(thread.getByRole('button', { name: 'Show all' }));
  expect(thread.getByRole('button', { name: 'Show less' })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

test('a note is changed in its place, and somebody else’s change is not lost', async () => {
  const { user, thread } = await open([makeNote({ id: 5, text: 'First' })]);
  await user.click(thread.getByRole('button', { name: 'Edit note' }));
  const editor = thread.getByRole('textbox', { name: 'Note' });
  expect(editor).toHaveFocus();
  await user.clear(editor);
  await user.type(editor, 'Mine');
  conversations.timelines[1] = [
    { type: 'message', ...makeNote({ id: 5, text: 'Theirs', version: 2 }) },
  ];
  await user.click(thread.getByRole('button', { name: 'Save' }));
  expect(await thread.findByText(/someone else changed this note/)).toBeInTheDocument();
  expect(await thread.findByText('Theirs')).toBeInTheDocument();
  expect(editor).toHaveValue('Mine');
  await user.click(thread.getByRole('button', { name: 'Save' }));
  expect(await thread.findByText('Mine')).toBeInTheDocument();
  expect(thread.getByText('edited')).toBeInTheDocument();
  expect(thread.queryByRole('textbox')).toBeNull();
});

test('a note is deleted once that is confirmed', async () => {
  const { user, thread } = await open([makeNote({ id: 5, text: 'Wrong' })]);
  await user.click(thread.getByRole('button', { name: 'Delete note' }));
  expect(thread.getByRole('button', { name: 'Keep it' })).toHaveFocus();
  const question = within(thread.getByRole('group', { name: /^Delete this note/ }));
  await user.click(question.getByRole('button', { name: 'Delete note' }));
  await waitFor(() => expect(thread.queryByText('Wrong')).toBeNull());
  expect(backend.asked('DELETE', messagePath(5))).toHaveLength(1);
});

test('only who may change a note is offered it', async () => {
  const { thread } = await open([makeNote({ can_edit: false }), makeMessage({ id: 2 })]);
  expect(thread.queryByRole('button', { name: 'Edit note' })).toBeNull();
});

test('a message that comes in is told', async () => {
  const { client, thread } = await open([makeMessage({ id: 1 })]);
  conversations.add(1, makeAnswer({ id: 2 }));
  await act(() => client.invalidateQueries({ queryKey: keys.timeline(1) }));
  expect(await thread.findByText('New reply from Tomás Ferreira')).toBeInTheDocument();
});

test('a conversation that cannot be loaded can be tried again', async () => {
  answerOnce('get', timelinePath(1), refusal(500));
  answerOnce('get', timelinePath(1), refusal(500));
  const { user, thread } = await open([makeMessage()]);
  expect(await thread.findByText(/couldn’t be loaded/)).toBeInTheDocument();
  await user.click(thread.getByRole('button', { name: 'Try again' }));
  expect(await thread.findByText('We look into it.')).toBeInTheDocument();
});

test('activity and customer are beside the conversation, also by the arrow keys', async () => {
  const { user } = await open([]);
  const tab = (/** @type {string} */ name) => screen.getByRole('tab', { name });
  expect(tab('Conversation')).toHaveAttribute('aria-selected', 'true');
  await user.click(tab('Activity'));
  expect(screen.getByRole('heading', { name: 'History' })).toBeInTheDocument();
  await user.keyboard('{ArrowRight}');
  expect(tab('Customer')).toHaveFocus();
  const panel = within(screen.getByRole('tabpanel', { name: 'Customer' }));
  expect(panel.getByText('Tomás Ferreira')).toBeInTheDocument();
  expect(panel.getByText('Not given')).toBeInTheDocument();
});
