import { act, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { conversations, messagesPath, undoPath } from '../../../test/conversations.js';
import { makeAnswer, makeMessage } from '../../../test/makeMessage.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { findToastAction, shownValue, toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { answerOnce, backend, hold, refusal } from '../../../test/server.js';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { undoLast } from '../../../ui/toasts/undoStack.js';
import { page } from '../../account/reloadPage.js';
import { reloadSignedOut } from '../../account/sessionGuard.js';
import { TicketsPanel } from '../TicketsPanel.jsx';
import { reloadDrafts, useDrafts } from './drafts.js';
import { useOutbox } from './outbox.js';

const DRAFTS = 'tf.message-drafts';

/** @param {import('../../../types').Message[]} messages */
async function open(...messages) {
  backend.tickets = [makeTicket({ requester_name: 'Tomás Ferreira' })];
  conversations.add(1, ...messages);
  const view = renderProduct(
    <>
      <TicketsPanel />
      <ToastHost />
    </>,
    { at: '?tab=tickets&ticket=1' },
  );
  await screen.findByRole('textbox', { name: 'Reply' });
  await waitFor(() => expect(screen.queryByText('Loading conversation…')).toBeNull());
  return { ...view, thread: within(screen.getByRole('region', { name: 'Conversation' })) };
}

/** @returns {HTMLTextAreaElement} */
const field = (name = 'Reply') => screen.getByRole('textbox', { name });

/** Return the bodies of the messages that were sent to the server. */
const sent = () => backend.asked('POST', messagesPath(1)).map(({ body }) => body);

const keys = () =>
  backend.asked('POST', messagesPath(1)).map(({ headers }) => headers.get('Idempotency-Key'));

test('a reply is in the thread at once, and then as the server has it', async () => {
  const { user, thread } = await open(makeAnswer({ id: 4 }));
  const answer = hold('post', messagesPath(1));
  await user.type(field(), 'It is **done**.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(field()).toHaveValue('');
  expect(field()).toHaveFocus();
  const sending = thread.getByRole('article', { name: 'You, Sending…' });
  expect(sending).toHaveTextContent('It is **done**.');
  const message = makeMessage({ id: 9, html: '<p>It is <b>done</b>.</p>' });
  conversations.add(1, message);
  await answer(HttpResponse.json(message, { status: 201 }));
  await waitFor(() => expect(sending).not.toBeInTheDocument());
  expect(thread.getByText('done')).toBeInTheDocument();
  expect(sent()).toEqual([{ kind: 'reply', text: 'It is **done**.', seen_until: 4 }]);
  expect(localStorage.getItem(DRAFTS)).toBeNull();
  expect(localStorage.getItem('tf.outbox')).toBeNull();
});

test('a note says what it is, and says it to the server', async () => {
  const { user, thread } = await open();
  act(() => {
    runCommand('note');
    // At once: the next key may come before the next frame.
    expect(field('Internal note')).toHaveFocus();
  });
  await user.type(field('Internal note'), 'Ask billing.');
  await user.click(screen.getByRole('button', { name: 'Add note' }));
  expect(await thread.findByRole('article', { name: /^Internal note, / })).toHaveTextContent(
    'Ask billing.',
  );
  expect(sent()).toEqual([{ kind: 'note', text: 'Ask billing.' }]);
  act(() => void runCommand('reply'));
  await waitFor(() => expect(field()).toHaveFocus());
});

test('without a text it says what is missing, and with too long a one by how much', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(field()).toHaveAccessibleDescription('Write the reply first.');
  expect(field()).toHaveFocus();
  act(() => useDrafts.show('reply 1', { text: '€'.repeat(22_000), by: null }));
  expect(field()).toHaveAccessibleDescription(/^Shorten this by about 464 letters.* Too long$/);
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(sent()).toEqual([]);
});

test('what was not sent can be sent again under its key, or edited', async () => {
  const { user, thread } = await open();
  answerOnce('post', messagesPath(1), HttpResponse.error());
  await user.type(field(), 'Once.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(await thread.findByRole('alert')).toHaveTextContent(
    'Not sent. There is no connection to the server.',
  );
  // A reload.
  act(() => useOutbox.reload());
  expect(thread.getByText('Once.')).toBeInTheDocument();
  await user.click(thread.getByRole('button', { name: 'Edit' }));
  expect(field()).toHaveValue('Once.');
  answerOnce('post', messagesPath(1), refusal(500));
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await user.click(await thread.findByRole('button', { name: 'Retry' }));
  await waitFor(() => expect(conversations.messages(1)).toHaveLength(1));
  await waitFor(() => expect(toastTexts()).toEqual(['Reply sent.']));
  expect(new Set(keys()).size).toBe(1);
  expect(keys()).toHaveLength(3);
});

test('another text takes another key', async () => {
  const { user, thread } = await open();
  answerOnce('post', messagesPath(1), refusal(500));
  await user.type(field(), 'Once.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await user.click(await thread.findByRole('button', { name: 'Edit' }));
  await user.type(field(), ' Twice.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(conversations.messages(1)).toHaveLength(1));
  expect(new Set(keys()).size).toBe(2);
});

test('a reply can be taken back into the composer, before what is there', async () => {
  const { user, thread } = await open();
  await user.type(field(), 'Too early.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await user.click(await findToastAction('Undo'));
  await waitFor(() => expect(field()).toHaveValue('Too early.'));
  expect(backend.asked('POST', undoPath(100))).toHaveLength(1);
  await waitFor(() => expect(thread.queryByText('Too early.')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(conversations.messages(1)).toHaveLength(1));
  await findToastAction('Undo');
  await user.type(field(), 'And this.');
  act(undoLast);
  await waitFor(() => expect(field()).toHaveValue('Too early.\n\nAnd this.'));
});

test('a reply that has left stays, and says so', async () => {
  const { user, thread } = await open();
  await user.type(field(), 'Gone.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  const undo = await findToastAction('Undo');
  answerOnce('post', undoPath(100), refusal(409));
  await user.click(undo);
  await waitFor(() =>
    expect(toastTexts()).toContain('The reply has left already and can’t be taken back.'),
  );
  expect(thread.getByText('Gone.')).toBeInTheDocument();
});

test('by the key it cannot be undone once its time is over', async () => {
  conversations.hold = 0;
  const { user } = await open();
  await user.type(field(), 'At once.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(toastTexts()).toEqual(['Reply sent.']));
  undoLast();
  expect(backend.asked('POST', undoPath(100))).toEqual([]);
});

test('with Shift it also resolves the ticket', async () => {
  const { user } = await open();
  await user.type(field(), 'Solved.{Control>}{Shift>}{Enter}{/Shift}{/Control}');
  await waitFor(() => expect(shownValue('status')).toBe('Resolved'));
  expect(sent()).toMatchObject([{ text: 'Solved.', then: { status: 'resolved' } }]);
});

test('the menu offers to set it in progress', async () => {
  const { user } = await open();
  await user.type(field(), 'On it.');
  await user.click(screen.getByRole('button', { name: 'More ways to send' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Send and set to In progress' }));
  await waitFor(() => expect(shownValue('status')).toBe('In progress'));
});

describe('a reply that somebody else was faster than', () => {
  async function overtake() {
    const view = await open(makeAnswer({ id: 4 }));
    conversations.add(1, makeMessage({ id: 5, text: 'I have answered.' }));
    await view.user.type(field(), 'Me too.');
    await view.user.click(screen.getByRole('button', { name: 'Send' }));
    await screen.findByText(/^Ada Lovelace wrote/);
    return view;
  }

  test('waits with its text, and the other can be read first', async () => {
    const { user, thread } = await overtake();
    expect(field()).toHaveValue('Me too.');
    expect(thread.queryByText('Me too.')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Read it' }));
    expect(screen.queryByText(/^Ada Lovelace wrote/)).toBeNull();
    await waitFor(() =>
      expect(thread.getByText('I have answered.').closest('article')).toHaveFocus(),
    );
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]).toEqual({ kind: 'reply', text: 'Me too.', seen_until: 5 });
  });

  test('can be sent anyway, under a new key', async () => {
    const { user, thread } = await overtake();
    await user.click(screen.getByRole('button', { name: 'Send anyway' }));
    expect(await thread.findByText('Me too.')).toBeInTheDocument();
    await waitFor(() => expect(conversations.messages(1)).toHaveLength(3));
    expect(sent()[1]).toMatchObject({ text: 'Me too.', anyway: true });
    expect(new Set(keys()).size).toBe(2);
  });
});

test('a key that ends a composition sends nothing', async () => {
  const { user } = await open();
  await user.type(field(), 'かな');
  field().dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true }),
  );
  expect(field()).toHaveValue('かな');
  expect(sent()).toEqual([]);
});

test('an unsent reply becomes a note and back, and says so; a note stays one', async () => {
  const { user } = await open();
  await user.type(field(), 'Their template is wrong.');
  await user.click(screen.getByRole('radio', { name: 'Internal note' }));
  expect(field('Internal note')).toHaveValue('Their template is wrong.');
  expect(
    screen.getByText('This is now an internal note. Tomás Ferreira will not see it.'),
  ).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Reply' }));
  expect(field()).toHaveValue('Their template is wrong.');
  await user.click(screen.getByRole('radio', { name: 'Internal note' }));
  await user.type(field('Internal note'), ' Again.');
  await user.click(screen.getByRole('radio', { name: 'Reply' }));
  expect(field()).toHaveValue('');
});

test('drafts of a reply and of a note outlive a reload', async () => {
  const { user, unmount } = await open();
  await user.type(field(), 'Half');
  expect(await screen.findByText('Draft saved')).toBeInTheDocument();
  unmount();
  reloadDrafts();
  conversations.reset();
  await open();
  expect(field()).toHaveValue('Half');
});

test('the draft of somebody else is not shown', async () => {
  localStorage.setItem(DRAFTS, JSON.stringify({ 'reply 1 by 8': { text: 'Secret', by: 8 } }));
  reloadDrafts();
  await open();
  expect(field()).toHaveValue('');
});

test('a draft outlives signing out', async () => {
  vi.spyOn(page, 'reload').mockImplementation(() => {});
  const { user, unmount } = await open();
  await user.type(field(), 'Half');
  await screen.findByText('Draft saved');
  reloadSignedOut();
  unmount();
  reloadDrafts();
  conversations.reset();
  await open();
  expect(field()).toHaveValue('Half');
});

test('the preview is rendered by the server', async () => {
  const { user } = await open();
  await user.type(field(), 'loud');
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  expect(await screen.findByText('loud')).toContainHTML('<strong>loud</strong>');
  expect(screen.queryByRole('textbox', { name: 'Reply' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  expect(field()).toHaveValue('loud');
});
