import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { conversations, messagesPath } from '../../../../test/conversations.js';
import { makeAnswer, makeMessage } from '../../../../test/makeMessage.js';
import { makeTicket } from '../../../../test/makeTicket.js';
import { findToastAction, shownValue } from '../../../../test/page.js';
import { renderProduct } from '../../../../test/render.jsx';
import { backend, hold, LIST, refusal, server } from '../../../../test/server.js';
import { runCommand } from '../../../../ui/commands/commandRegistry.js';
import { ToastHost } from '../../../../ui/toasts/ToastHost.jsx';
import { TicketsPanel } from '../../TicketsPanel.jsx';
import { Composer } from '../Composer.jsx';
import { reloadDrafts } from '../drafts.js';

const AGENTS = '/api/agents/';
const REPLIES = '/api/saved-replies/';
const previewPath = (/** @type {number} */ id) => `${REPLIES}${id}/preview/`;

const PEOPLE = [
  { id: 2, name: 'Ada Lovelace' },
  { id: 3, name: 'Grace Hopper' },
];
const SAVED = [
  { id: 7, name: 'Refund sent', shortcut: 'refund', set: { status: 'resolved', priority: 'high' } },
  { id: 8, name: 'Thank you', shortcut: '', set: {} },
].map((one) => ({ ...one, text: 'Hi {{requester.name}}', shared: true, version: 1 }));

function serve() {
  const has = (/** @type {string} */ text, /** @type {Request} */ request) =>
    text.toLowerCase().includes(new URL(request.url).searchParams.get('search') ?? '');
  server.use(
    http.get(AGENTS, ({ request }) =>
      HttpResponse.json(PEOPLE.filter(({ name }) => has(name, request))),
    ),
    http.get(REPLIES, ({ request }) =>
      HttpResponse.json(SAVED.filter(({ name }) => has(name, request))),
    ),
    http.get(`${REPLIES}:id/preview/`, ({ params }) => {
      const reply = SAVED.find(({ id }) => id === Number(params.id));
      const text = `Hi Tomás, ${reply?.name}.`;
      return HttpResponse.json({ text, html: `<p>${text}</p>`, set: reply?.set });
    }),
  );
}

/** @param {...import('../../../../types').Message} messages */
async function open(...messages) {
  serve();
  backend.tickets = [
    makeTicket({ title: 'Wrong VAT', priority: 'low' }),
    makeTicket({ id: 12, title: 'Slow pages' }),
    makeTicket({ id: 112, title: 'Page 12 is blank' }),
  ];
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
  act(() => field().focus());
  await screen.findByRole('toolbar', { name: 'Formatting' });
  return view;
}

const openReplies = () => act(async () => void runCommand('saved_replies'));

/** @returns {HTMLTextAreaElement} */
const field = () => screen.getByRole('textbox', { name: 'Reply' });
const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent);
const sent = () => backend.asked('POST', messagesPath(1)).map(({ body }) => body);
const searches = (/** @type {string} */ path) =>
  backend.asked('GET', path).map(({ url }) => url.searchParams.get('search'));

describe('the toolbar', () => {
  test.each([
    ['Bold', '**word**'],
    ['Italic', '_word_'],
    ['Code', '`word`'],
    ['Link', '[word](url)'],
    ['Quote', '> word'],
    ['Bulleted list', '- word'],
    ['Numbered list', '1. word'],
  ])('%s', async (name, expected) => {
    const { user } = await open();
    await user.type(field(), 'word');
    field().setSelectionRange(0, 4);
    await user.click(screen.getByRole('button', { name }));
    expect(field()).toHaveValue(expected);
    expect(field()).toHaveFocus();
    // It is in the draft, not in the field alone.
    await waitFor(() => expect(localStorage.getItem('tf.message-drafts')).toContain(expected));
  });

  test.each([
    [{ key: 'b' }, '**word**'],
    [{ key: 'i' }, '_word_'],
    [{ key: 'k' }, '[word](url)'],
    [{ key: '*', code: 'Digit8', shiftKey: true }, '- word'],
  ])('by the keys %j', async (key, expected) => {
    const { user } = await open();
    await user.type(field(), 'word');
    field().setSelectionRange(0, 4);
    const others = vi.fn();
    window.addEventListener('keydown', others);
    fireEvent.keyDown(field(), { ...key, ctrlKey: true });
    window.removeEventListener('keydown', others);
    expect(field()).toHaveValue(expected);
    expect(others).not.toHaveBeenCalled();
  });

  test('is one stop of Tab, and the arrow keys go on from there', async () => {
    const { user } = await open();
    const buttons = within(screen.getByRole('toolbar')).getAllByRole('button');
    expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([0, ...Array(7).fill(-1)]);
    act(() => buttons[0].focus());
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getByRole('button', { name: 'Code' })).toHaveFocus();
    await user.keyboard('{End}{ArrowRight}{ArrowLeft}');
    expect(screen.getByRole('button', { name: 'Saved replies' })).toHaveFocus();
    expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([...Array(7).fill(-1), 0]);
  });
});

describe('proposals', () => {
  test('of agents, by a part of their name', async () => {
    const { user } = await open();
    await user.type(field(), 'Ask @gr');
    const option = await screen.findByRole('option', { name: 'Grace Hopper', selected: true });
    await waitFor(() => expect(options()).toEqual(['Grace Hopper']));
    expect(field()).toHaveAttribute('aria-activedescendant', option.id);
    expect(field()).toHaveAttribute('aria-controls', screen.getByRole('listbox').id);
    await user.keyboard('{Enter}');
    expect(field()).toHaveValue('Ask @Grace Hopper ');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field()).not.toHaveAttribute('aria-activedescendant');
    await user.type(field(), 'please');
    expect(field()).toHaveValue('Ask @Grace Hopper please');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  test('are asked for when typing pauses, and of the last text alone', async () => {
    const { user } = await open();
    await user.type(field(), '@');
    await screen.findAllByRole('option');
    await user.type(field(), 'ada');
    await waitFor(() => expect(options()).toEqual(['Ada Lovelace']));
    await waitFor(() => expect(searches(AGENTS)).toEqual([null, 'ada']));
  });

  test('that come late do not replace later ones', async () => {
    const { user } = await open();
    const answer = hold('get', AGENTS);
    await user.type(field(), '@');
    await waitFor(() => expect(searches(AGENTS)).toHaveLength(1));
    await user.type(field(), 'ada');
    await waitFor(() => expect(searches(AGENTS)).toHaveLength(2));
    await answer(HttpResponse.json(PEOPLE));
    await answer(HttpResponse.json([PEOPLE[0]]));
    await waitFor(() => expect(options()).toEqual(['Ada Lovelace']));
  });

  test('of tickets, first the one of that number', async () => {
    const { user } = await open();
    server.use(
      http.get(LIST, () => HttpResponse.json([...backend.tickets].reverse()), { once: true }),
    );
    await user.type(field(), 'As in #12');
    await waitFor(() => expect(options()[0]).toBe('#12Slow pages'));
    await user.keyboard('{Tab}');
    expect(field()).toHaveValue('As in #12 ');
    expect(field()).toHaveFocus();
    const asked = backend.asked('GET', LIST).at(-1)?.url.searchParams;
    expect([asked?.get('search'), asked?.get('page_size')]).toEqual(['12', '8']);
  });

  test('close by Escape, which leaves the ticket open and the text as it is', async () => {
    const { user } = await open();
    await user.type(field(), '@a');
    await screen.findAllByRole('option');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field()).toHaveFocus();
    await user.type(field(), 'd{Enter}x');
    expect(field()).toHaveValue('@ad\nx');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  test('send with Ctrl Enter all the same', async () => {
    const { user } = await open();
    await user.type(field(), '@a');
    await screen.findAllByRole('option');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(sent()).toMatchObject([{ text: '@a' }]));
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  test('say quietly that there are none, or none to be had', async () => {
    const { user } = await open();
    await user.type(field(), '@nobody');
    expect(await screen.findAllByText('No agent of that name.')).not.toHaveLength(0);
    // Somebody who goes on writing is not told.
    await user.type(field(), ' is');
    await waitFor(() => expect(screen.queryAllByText('No agent of that name.')).toEqual([]));
    server.use(http.get(REPLIES, () => refusal(500)));
    await user.type(field(), '{Enter}/x');
    expect(await screen.findAllByText(/^There are no suggestions right now\./)).not.toEqual([]);
    await user.keyboard('{Enter}');
    expect(field()).toHaveValue('@nobody is\n/x\n');
  });
});

describe('a saved reply', () => {
  /** @param {ReturnType<typeof renderProduct>['user']} user */
  async function insert(user, typed = '/ref') {
    await user.type(field(), typed);
    await waitFor(() => expect(options()).toEqual(['Refund sent/refund']));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field().value).toContain('Hi Tomás, Refund sent.'));
  }

  test('is inserted as it reads for the ticket, and sent with what it sets', async () => {
    const { user } = await open(makeAnswer({ id: 4 }));
    // Words of a text are found as well, after names.
    server.use(http.get(REPLIES, () => HttpResponse.json([...SAVED].reverse())));
    await user.type(field(), 'Hello\n/ref');
    await screen.findByText('Hi Tomás, Refund sent.');
    expect(screen.getByText('Resolved, High')).toBeInTheDocument();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field()).toHaveValue('Hello\nHi Tomás, Refund sent.'));
    const sets = within(screen.getByRole('group', { name: 'Also sets' }));
    await user.click(sets.getByRole('button', { name: 'Don’t set Priority to High' }));
    expect(field()).toHaveFocus();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(shownValue('status')).toBe('Resolved'));
    expect(sent()).toEqual([
      {
        kind: 'reply',
        text: 'Hello\nHi Tomás, Refund sent.',
        seen_until: 4,
        then: { status: 'resolved' },
        saved_reply: 7,
      },
    ]);
    expect(screen.queryByRole('group', { name: 'Also sets' })).toBeNull();
  });

  test('is still one after it was taken back', async () => {
    const { user } = await open();
    await insert(user);
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await user.click(await findToastAction('Undo'));
    await waitFor(() => expect(field()).toHaveValue('Hi Tomás, Refund sent.'));
    expect(screen.getByRole('group', { name: 'Also sets' })).toHaveTextContent('ResolvedHigh');
  });

  test('and after somebody else was faster, whose answer may change what it sets', async () => {
    const { user } = await open(makeAnswer({ id: 4 }));
    conversations.add(1, makeMessage({ id: 5, text: 'I have answered.' }));
    await insert(user);
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await screen.findByText(/^Ada Lovelace wrote/);
    await user.click(screen.getByRole('button', { name: 'Don’t set Status to Resolved' }));
    await user.click(screen.getByRole('button', { name: 'Send anyway' }));
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]).toMatchObject({ then: { priority: 'high' }, saved_reply: 7, anyway: true });
  });

  test('gives way to what the button sets', async () => {
    const { user } = await open();
    await insert(user);
    await user.click(screen.getByRole('button', { name: 'More ways to send' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Send and set to In progress' }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ then: { status: 'in_progress', priority: 'high' } });
  });

  test('goes when its text goes, and outlives a reload with it', async () => {
    const { user, unmount } = await open();
    await insert(user);
    await screen.findByText('Draft saved');
    unmount();
    reloadDrafts();
    const again = await open();
    expect(await screen.findByRole('group', { name: 'Also sets' })).toBeInTheDocument();
    await again.user.clear(field());
    expect(screen.queryByRole('group', { name: 'Also sets' })).toBeNull();
    await again.user.type(field(), 'Bye.{Control>}{Enter}{/Control}');
    await waitFor(() => expect(sent()).toEqual([{ kind: 'reply', text: 'Bye.', seen_until: 0 }]));
  });

  test('that cannot be had leaves the text as it is, and says so', async () => {
    const { user } = await open();
    server.use(http.get(previewPath(7), () => refusal(500)));
    await user.type(field(), '/ref');
    await waitFor(() => expect(options()).toEqual(['Refund sent/refund']));
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/^“Refund sent” was not inserted\./)).toBeInTheDocument();
    expect(field()).toHaveValue('/ref');
  });

  test('that comes after the text was sent is not put into the next one', async () => {
    const { user } = await open();
    const answer = hold('get', previewPath(7));
    await user.type(field(), '/ref');
    await waitFor(() => expect(options()).toEqual(['Refund sent/refund']));
    await user.keyboard('{Enter}{Control>}{Enter}{/Control}');
    // The first one was the preview's.
    await answer();
    await answer(HttpResponse.json({ text: 'Late', html: '', set: {} }));
    await screen.findByText('“Refund sent” was not inserted. The text has changed meanwhile.');
    expect(field()).toHaveValue('');
  });
});

describe('the list of saved replies', () => {
  const dialog = () => screen.findByRole('dialog', { name: 'Saved replies' });

  test('opens by its key, is searched, and inserts where the caret is', async () => {
    const { user } = await open();
    fireEvent.change(field(), { target: { value: 'Before. After.' } });
    field().setSelectionRange(8, 8);
    await openReplies();
    await dialog();
    const search = screen.getByRole('combobox', { name: 'Search saved replies' });
    expect(search).toHaveFocus();
    await screen.findAllByRole('option');
    await user.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}');
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Thank you');
    await user.type(search, 'refund');
    await waitFor(() => expect(options()).toHaveLength(1));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field()).toHaveValue('Before. Hi Tomás, Refund sent.After.'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(field()).toHaveFocus();
  });

  test('opens and closes by its button, and closes by Escape', async () => {
    const { user } = await open();
    const button = screen.getByRole('button', { name: 'Saved replies' });
    await user.click(button);
    await dialog();
    expect(button).toHaveAttribute('aria-expanded', 'true');
    await user.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(button);
    await dialog();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(field()).toHaveFocus();
    expect(screen.queryByRole('button', { name: 'Manage saved replies…' })).toBeNull();
  });

  test('leads to where they are written', async () => {
    serve();
    const manage = vi.fn();
    const ticket = makeTicket();
    const { user } = renderProduct(
      <Composer ticket={ticket} onSend={() => {}} onRead={() => {}} onManageReplies={manage} />,
    );
    await openReplies();
    await dialog();
    await user.click(screen.getByRole('button', { name: 'Manage saved replies…' }));
    expect(manage).toHaveBeenCalledTimes(1);
  });

  test('says when there are none', async () => {
    await open();
    server.use(http.get(REPLIES, () => HttpResponse.json([])));
    await openReplies();
    await dialog();
    expect(await screen.findAllByText('There are no saved replies yet.')).not.toEqual([]);
  });
});
