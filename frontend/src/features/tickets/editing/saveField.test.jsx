import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';

import { makeTicket } from '../../../test/makeTicket.js';
import { change, findToastAction, shownValue, toastTexts } from '../../../test/page.js';
import { renderTickets } from '../../../test/render.jsx';
import { answerOnce, backend, hold, refusal, server, ticketPath } from '../../../test/server.js';

/** @typedef {import('@testing-library/user-event').UserEvent} User */

const OPEN = '&ticket=1';
const patches = () => backend.asked('PATCH', ticketPath(1));

beforeEach(() => {
  backend.tickets = [makeTicket()];
});

/** @returns {Promise<HTMLElement>} */
const question = () => screen.findByRole('alertdialog');
const noQuestion = () => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();

/** @param {HTMLElement} dialog @param {string} name */
const button = (dialog, name) => within(dialog).getByRole('button', { name });

/** Return the values in the detail, once it has loaded. */
async function renderOpen() {
  const view = await renderTickets(OPEN);
  await waitFor(() => expect(backend.asked('GET', ticketPath(1))).not.toHaveLength(0));
  await screen.findByRole('button', { name: 'Edit title' });
  return view;
}

/**
 * @param {User} user
 * @param {string} text
 */
async function type(user, text) {
  await user.click(screen.getByRole('button', { name: 'Edit title' }));
  const field = screen.getByRole('textbox', { name: 'Title' });
  await user.clear(field);
  await user.type(field, text);
}

/** @param {User} user @param {string} text */
async function retitle(user, text) {
  await type(user, text);
  await user.keyboard('{Enter}');
}

describe('a choice', () => {
  test('names the version that it is about', async () => {
    const { user } = await renderTickets();
    await change(user, 'priority', 'High');
    await waitFor(() => expect(backend.ticket(1)?.priority).toBe('high'));
    await change(user, 'status', 'Closed');
    await waitFor(() => expect(backend.ticket(1)?.status).toBe('closed'));
    expect(patches().map(({ headers }) => headers.get('If-Match'))).toEqual(['"1"', '"2"']);
  });

  test('merges with what somebody changed beside it, and undoes only itself', async () => {
    const { user } = await renderTickets();
    backend.change(1, { status: 'in_progress', title: 'Their title' });
    await change(user, 'priority', 'High');
    await waitFor(() =>
      expect(toastTexts()).toEqual([
        '#1: priority is High now. Someone else changed its title and status.',
      ]),
    );
    expect(await screen.findByRole('link', { name: 'Their title' })).toBeInTheDocument();
    await user.click(await findToastAction('Undo'));
    await waitFor(() => expect(backend.ticket(1)?.priority).toBe('low'));
    expect(backend.ticket(1)).toMatchObject({ status: 'in_progress', title: 'Their title' });
    noQuestion();
  });

  test('is done where somebody made the same', async () => {
    const { user } = await renderTickets();
    backend.change(1, { priority: 'high' });
    await change(user, 'priority', 'High');
    await waitFor(() => expect(toastTexts()).toHaveLength(1));
    noQuestion();
  });

  test.each([
    ['Keep theirs', 'critical', 'Critical'],
    ['Use yours', 'high', 'High'],
  ])('asks where somebody wants it different: %s', async (name, value, word) => {
    const { user } = await renderTickets();
    backend.change(1, { priority: 'critical' });
    backend.histories[1] = [
      {
        action: 'changed',
        at: new Date().toISOString(),
        kind: 'agent',
        who: { name: 'Ana' },
        changes: [{ field: 'priority', before: 'low', after: 'critical' }],
      },
    ];
    await change(user, 'priority', 'High');
    const dialog = await question();
    expect(dialog).toHaveAccessibleName('#1: someone else changed the priority too');
    expect(await within(dialog).findByText('Ana, just now')).toBeInTheDocument();
    await user.click(button(dialog, name));
    await waitFor(() => expect(shownValue('priority')).toBe(word));
    await waitFor(noQuestion);
    expect(backend.ticket(1)?.priority).toBe(value);
  });

  test('leaves theirs on Escape', async () => {
    const { user } = await renderTickets();
    backend.change(1, { priority: 'critical' });
    await change(user, 'priority', 'High');
    await question();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(shownValue('priority')).toBe('Critical'));
    expect(backend.ticket(1)?.priority).toBe('critical');
  });

  test('is merged once more where somebody is sooner again', async () => {
    const { user } = await renderTickets();
    answerOnce('patch', ticketPath(1), refusal(412));
    answerOnce('patch', ticketPath(1), refusal(412));
    await change(user, 'priority', 'High');
    await waitFor(() => expect(backend.ticket(1)?.priority).toBe('high'));
    expect(patches()).toHaveLength(3);
    noQuestion();
  });

  test('asks again where they change it again meanwhile', async () => {
    const { user } = await renderTickets();
    backend.change(1, { priority: 'critical' });
    await change(user, 'priority', 'High');
    const first = await question();
    backend.change(1, { priority: 'medium' });
    await user.click(button(first, 'Use yours'));
    await waitFor(() =>
      expect(screen.getByText('Medium', { selector: 'dd *' })).toBeInTheDocument(),
    );
    await user.click(button(await question(), 'Use yours'));
    await waitFor(() => expect(backend.ticket(1)?.priority).toBe('high'));
  });

  test('gives up where it is overtaken again and again', async () => {
    const { user } = await renderTickets();
    server.use(http.patch(ticketPath(1), () => refusal(412)));
    await change(user, 'priority', 'High');
    await waitFor(() => expect(toastTexts()).toEqual(['#1: priority stays Low.']));
    expect(patches()).toHaveLength(5);
  });

  test('of a ticket that is gone says so', async () => {
    const { user } = await renderTickets();
    backend.tickets = [];
    await change(user, 'priority', 'High');
    await waitFor(() =>
      expect(toastTexts()).toEqual([
        '#1 is no longer there. Someone has deleted it, or handed it to a closed team.',
      ]),
    );
  });

  test('of a ticket that was moved to a folder says where it is', async () => {
    const { user } = await renderTickets();
    backend.change(1, { folder: 'bin' });
    await change(user, 'priority', 'High');
    await waitFor(() =>
      expect(toastTexts()).toEqual(['Someone has moved #1 to the bin. Restore it to change it.']),
    );
    expect(backend.ticket(1)?.priority).toBe('low');
  });

  test('never stands in its own way, however quick', async () => {
    const { user } = await renderTickets();
    const answer = hold('patch', ticketPath(1));
    for (const word of ['High', 'Critical', 'Medium']) await change(user, 'priority', word);
    await change(user, 'status', 'Closed');
    for (let turn = 0; turn < 4; turn += 1) await answer();
    await waitFor(() =>
      expect(backend.ticket(1)).toMatchObject({ priority: 'medium', status: 'closed' }),
    );
    expect(patches().map(({ headers }) => headers.get('If-Match'))).toEqual([
      '"1"',
      '"2"',
      '"3"',
      '"4"',
    ]);
    noQuestion();
  });

  test('an undo does not take away what somebody did after it', async () => {
    const { user } = await renderTickets();
    await change(user, 'priority', 'High');
    const undo = await findToastAction('Undo');
    backend.change(1, { priority: 'critical' });
    await user.click(undo);
    const dialog = await question();
    await user.click(button(dialog, 'Keep theirs'));
    await waitFor(() => expect(shownValue('priority')).toBe('Critical'));
    expect(backend.ticket(1)?.priority).toBe('critical');
  });
});

describe('a text', () => {
  test('merges with what somebody changed beside it', async () => {
    const { user } = await renderOpen();
    await type(user, 'My title');
    backend.change(1, { priority: 'critical' });
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(toastTexts()).toEqual(['#1 has a new title. Someone else changed its priority.']),
    );
    expect(backend.ticket(1)).toMatchObject({ title: 'My title', priority: 'critical' });
  });

  test('is compared with what one began with, not with what came meanwhile', async () => {
    const { user, client } = await renderOpen();
    await type(user, 'My title');
    backend.change(1, { title: 'Their title' });
    await client.invalidateQueries({ queryKey: ['tickets', 'one', 1] });
    await user.keyboard('{Enter}');
    const dialog = await question();
    expect(within(dialog).getByRole('textbox', { name: /^Theirs/ })).toHaveValue('Their title');
    expect(backend.ticket(1)?.title).toBe('Their title');
  });

  test('can take over what is wanted of theirs, and undoing brings theirs back', async () => {
    const { user } = await renderOpen();
    await type(user, 'My title');
    backend.change(1, { title: 'Their title' });
    await user.keyboard('{Enter}');
    const dialog = await question();
    await user.type(within(dialog).getByRole('textbox', { name: 'Yours' }), ' and theirs');
    await user.click(button(dialog, 'Use yours'));
    await waitFor(() => expect(backend.ticket(1)?.title).toBe('My title and theirs'));
    await user.click(await findToastAction('Undo'));
    await waitFor(() => expect(backend.ticket(1)?.title).toBe('Their title'));
  });

  test('can give way', async () => {
    const { user } = await renderOpen();
    await type(user, 'My title');
    backend.change(1, { title: 'Their title' });
    await user.keyboard('{Enter}');
    await user.click(button(await question(), 'Keep theirs'));
    expect(await screen.findByRole('heading', { name: 'Their title' })).toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Edit title' })).toHaveFocus());
    expect(toastTexts()).toEqual([]);
  });

  test('must not be left blank', async () => {
    const { user } = await renderOpen();
    await type(user, 'My title');
    backend.change(1, { title: 'Their title' });
    await user.keyboard('{Enter}');
    const dialog = await question();
    await user.clear(within(dialog).getByRole('textbox', { name: 'Yours' }));
    await user.click(button(dialog, 'Use yours'));
    expect(within(dialog).getByText(/Add a title/)).toBeInTheDocument();
  });

  test('is in its editor after Escape, as far as it had been merged, and asks again', async () => {
    const { user } = await renderOpen();
    await type(user, 'My title');
    backend.change(1, { title: 'Their title' });
    await user.keyboard('{Enter}');
    await user.type(within(await question()).getByRole('textbox', { name: 'Yours' }), ', half');
    await user.keyboard('{Escape}');
    await waitFor(noQuestion);
    const editor = await screen.findByRole('textbox', { name: 'Title' });
    await waitFor(() => expect(editor).toHaveValue('My title, half'));
    expect(screen.getByText(/Not saved\. Someone else changed it/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await question()).toBeInTheDocument();
    expect(backend.ticket(1)?.title).toBe('Their title');
  });

  test('is in its editor where the merged one cannot be saved', async () => {
    const { user } = await renderOpen();
    await type(user, 'My title');
    backend.change(1, { title: 'Their title' });
    await user.keyboard('{Enter}');
    const dialog = await question();
    await user.type(within(dialog).getByRole('textbox', { name: 'Yours' }), ', merged');
    server.use(http.patch(ticketPath(1), () => HttpResponse.error()));
    await user.click(button(dialog, 'Use yours'));
    expect(await screen.findByText(/Not saved\. There is no connection/)).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Title' })).toHaveValue('My title, merged');
  });

  test('of a ticket that was deleted meanwhile can be copied', async () => {
    const { user } = await renderOpen();
    await type(user, 'My title');
    backend.tickets = [];
    await user.keyboard('{Enter}');
    const dialog = await question();
    expect(dialog).toHaveAccessibleName('#1 has been deleted');
    expect(within(dialog).getByRole('textbox')).toHaveValue('My title');
    await user.click(button(dialog, 'Copy text'));
    expect(await navigator.clipboard.readText()).toBe('My title');
    await user.click(button(dialog, 'Close'));
    expect(await screen.findByRole('textbox', { name: 'Title' })).toHaveValue('My title');
  });

  test('is there to be copied where the deletion is seen before it is saved', async () => {
    const { user, client } = await renderOpen();
    await type(user, 'My title');
    backend.tickets = [];
    await client.invalidateQueries({ queryKey: ['tickets', 'one', 1] });
    expect(await screen.findByText(/There is no ticket #1 here/)).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Yours: title' })).toHaveValue('My title');
  });

  test('is kept for the editor where another ticket was opened meanwhile', async () => {
    backend.tickets = [makeTicket(), makeTicket({ id: 2 })];
    const { user } = await renderOpen();
    await type(user, 'My title');
    await user.click(screen.getByRole('link', { name: 'Ticket number 2' }));
    await screen.findByRole('article', { name: 'Ticket #2' });
    await user.click(screen.getByRole('link', { name: 'Ticket number 1' }));
    await screen.findByRole('article', { name: 'Ticket #1' });
    await user.click(await screen.findByRole('button', { name: 'Edit title' }));
    expect(screen.getByRole('textbox', { name: 'Title' })).toHaveValue('My title');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'Edit title' }));
    expect(screen.getByRole('textbox', { name: 'Title' })).toHaveValue('Ticket number 1');
  });

  test('and a choice at the same time do not stand in each other’s way', async () => {
    const { user } = await renderOpen();
    const answer = hold('patch', ticketPath(1));
    await retitle(user, 'My title');
    await change(user, 'priority', 'High');
    await answer();
    await answer();
    await waitFor(() =>
      expect(backend.ticket(1)).toMatchObject({ title: 'My title', priority: 'high' }),
    );
    await waitFor(() => expect(toastTexts()).toEqual(['#1: priority is High now.']));
    expect(patches()).toHaveLength(2);
  });
});
