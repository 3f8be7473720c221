import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { ACCOUNT } from '../../../domain/session/keys.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, hold, refusal, server, ticketPath } from '../../../test/server.js';
import { useShortcuts } from '../../../ui/commands/useShortcuts.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { ConflictHost } from '../editing/conflicts/ConflictHost.jsx';
import { TicketsPanel } from '../TicketsPanel.jsx';

const requester = { id: 5, name: 'Kevin', email: 'kevin@example.com' };
const REMOVED_AT = '2026-03-03T10:00:00Z';
// An account's unread tickets say so in their names.
const row = (/** @type {number} */ id) =>
  screen.queryByRole('link', { name: new RegExp(`Ticket number ${id}$`) });

function Panel() {
  useShortcuts();
  return (
    <>
      <TicketsPanel />
      <ToastHost />
      <ConflictHost />
    </>
  );
}
const renderList = (at = '?tab=tickets') => renderProduct(<Panel />, { at });

beforeEach(() => {
  backend.tickets = [3, 2, 1].map((id) => makeTicket({ id }));
});

test('a key marks the ticket as spam, and Undo brings it back in its place', async () => {
  const { user } = renderList();
  await waitFor(() => expect(row(2)).toBeInTheDocument());
  await user.click(/** @type {HTMLElement} */ (row(2)));
  await screen.findByRole('heading', { name: 'Ticket number 2' });
  await user.keyboard('!');
  await waitFor(() => expect(row(2)).not.toBeInTheDocument());
  expect(screen.queryByRole('article')).not.toBeInTheDocument();
  expect(await screen.findByText('#2: marked as spam.')).toBeInTheDocument();
  expect(backend.ticket(2)?.folder).toBe('spam');
  expect(screen.getByText('2 tickets')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /^Undo/ }));
  await waitFor(() => expect(row(2)).toBeInTheDocument());
  await waitFor(() => expect(backend.ticket(2)?.folder).toBe(null));
  expect(screen.getAllByRole('link', { name: /^Ticket number/ }).map((one) => one.id)).toEqual([
    'ticket-link-3',
    'ticket-link-2',
    'ticket-link-1',
  ]);
});

test('the next row has the focus after a key has moved one', async () => {
  const { user } = renderList();
  await waitFor(() => expect(row(3)).toBeInTheDocument());
  await user.keyboard('jj#');
  await waitFor(() => expect(row(2)).not.toBeInTheDocument());
  await waitFor(() => expect(row(1)).toHaveFocus());
});

test('a refusal brings the row back and says so', async () => {
  const { user } = renderList();
  await waitFor(() => expect(row(3)).toBeInTheDocument());
  const letGo = hold('patch', ticketPath(3));
  await user.keyboard('j#');
  await waitFor(() => expect(row(3)).not.toBeInTheDocument());
  await letGo(refusal(500));
  expect(await screen.findByText('We couldn’t move #3.')).toBeInTheDocument();
  expect(row(3)).toBeInTheDocument();
});

test('the menu deletes into the bin without a question', async () => {
  const { user } = renderList('?tab=tickets&ticket=1');
  await screen.findByRole('heading', { name: 'Ticket number 1' });
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  expect(await screen.findByText('#1: moved to the bin.')).toBeInTheDocument();
  expect(row(1)).not.toBeInTheDocument();
});

test('where there is no bin, a question comes before what is erased at once', async () => {
  server.use(
    http.get('/api/config/', () =>
      HttpResponse.json({ open_access: true, suggestions: false, bin_days: 0 }),
    ),
  );
  const { user } = renderList('?tab=tickets&ticket=1');
  await screen.findByRole('heading', { name: 'Ticket number 1' });
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
  await user.click(await screen.findByRole('button', { name: 'Delete ticket' }));
  await waitFor(() => expect(backend.ticket(1)).toBeUndefined());
});

test('marking as spam blocks the sender if wished, and Undo unblocks them', async () => {
  backend.tickets = [makeTicket({ id: 1, requester })];
  /** @type {unknown[]} */
  const sent = [];
  server.use(
    http.patch('/api/requesters/5/', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(requester);
    }),
  );
  const { user } = renderList('?tab=tickets&ticket=1');
  await screen.findByRole('heading', { name: 'Ticket number 1' });
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Mark as spam and block sender' }));
  await screen.findByText('#1: marked as spam.');
  await user.click(screen.getByRole('button', { name: /^Undo/ }));
  await waitFor(() => expect(sent).toEqual([{ blocked: true }, { blocked: false }]));
});

test('several are moved at once and come back at once', async () => {
  const { user } = renderList();
  await waitFor(() => expect(row(3)).toBeInTheDocument());
  await user.click(screen.getByRole('checkbox', { name: 'Select ticket #3' }));
  await user.click(screen.getByRole('checkbox', { name: 'Select ticket #1' }));
  const bar = await screen.findByRole('toolbar', { name: 'Selected tickets' });
  await user.click(within(bar).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(row(3)).not.toBeInTheDocument());
  expect(row(1)).not.toBeInTheDocument();
  await waitFor(() => expect(row(2)).toHaveFocus());
  expect(await screen.findByText('2 tickets moved to the bin.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /^Undo/ }));
  await waitFor(() => expect(row(3)).toBeInTheDocument());
  expect(row(1)).toBeInTheDocument();
});

test('a ticket in the bin can be read and restored, and nothing else', async () => {
  backend.tickets = [makeTicket({ id: 1, folder: 'bin', removed_at: REMOVED_AT })];
  const { user } = renderList('?tab=tickets&folder=bin&ticket=1');
  const banner = await screen.findByRole('region', { name: 'This ticket is in the bin.' });
  expect(banner).toHaveTextContent('Erased 30 days after it came here.');
  const article = screen.getByRole('article', { name: 'Ticket #1' });
  for (const name of [/^Status of/, /^Assignee of/, 'Edit title', 'Edit description', /Resolve/]) {
    expect(within(article).queryByRole('button', { name })).not.toBeInTheDocument();
  }
  expect(within(article).queryByRole('textbox')).not.toBeInTheDocument();
  await user.click(within(banner).getByRole('button', { name: 'Restore' }));
  expect(await screen.findByText('#1: back in the list.')).toBeInTheDocument();
  expect(await screen.findByText('The bin is empty')).toBeInTheDocument();
});

test('one that somebody else has deleted meanwhile leaves the list, and stays where it is open', async () => {
  const { user } = renderList('?tab=tickets&ticket=1');
  await screen.findByRole('heading', { name: 'Ticket number 1' });
  backend.change(1, { folder: 'bin', removed_at: REMOVED_AT });
  await user.keyboard('e');
  expect(await screen.findByText('This ticket is in the bin.')).toBeInTheDocument();
  expect(backend.ticket(1)?.status).toBe('open');
  expect(row(1)).not.toBeInTheDocument();
});

describe('for admins', () => {
  const at = '?tab=tickets&folder=bin';

  beforeEach(() => {
    backend.tickets = [3, 2, 1].map((id) =>
      makeTicket({ id, folder: 'bin', removed_at: REMOVED_AT }),
    );
  });

  function renderAsAdmin(path = at) {
    const rendered = renderList(path);
    rendered.client.setQueryData(ACCOUNT, makeAccount({ is_admin: true }));
    return rendered;
  }

  test('the bin is emptied after a question, in as many requests as it takes', async () => {
    const answers = [
      { erased: 2, more: true },
      { erased: 1, more: false },
    ];
    /** @type {unknown[]} */
    const sent = [];
    server.use(
      http.post('/api/tickets/erase/', async ({ request }) => {
        sent.push(await request.json());
        backend.tickets = [];
        return HttpResponse.json(answers.shift());
      }),
    );
    const { user } = renderAsAdmin();
    await user.click(await screen.findByRole('button', { name: 'Empty the bin…' }));
    const question = await screen.findByRole('alertdialog', { name: 'Erase all of them?' });
    await user.click(within(question).getByRole('button', { name: 'Erase for good' }));
    expect(await screen.findByText('3 tickets erased.')).toBeInTheDocument();
    expect(sent).toEqual([{ folder: 'bin' }, { folder: 'bin' }]);
    expect(await screen.findByText('The bin is empty')).toBeInTheDocument();
  });

  test('selected tickets are erased after a question', async () => {
    const { user } = renderAsAdmin();
    await user.click(await screen.findByRole('checkbox', { name: 'Select ticket #2' }));
    await user.click(await screen.findByRole('button', { name: 'Erase…' }));
    await user.click(await screen.findByRole('button', { name: 'Keep' }));
    await waitFor(() => expect(row(2)).toBeInTheDocument());
    await user.click(screen.getByRole('button', { name: 'Erase…' }));
    await user.click(await screen.findByRole('button', { name: 'Erase for good' }));
    expect(await screen.findByText('1 ticket erased.')).toBeInTheDocument();
    await waitFor(() => expect(row(2)).not.toBeInTheDocument());
    expect(backend.ticket(2)).toBeUndefined();
  });

  test('what was erased before a failure is gone, and it says that not everything is', async () => {
    const letGo = hold('post', '/api/tickets/erase/');
    const { user } = renderAsAdmin();
    await user.click(await screen.findByRole('button', { name: 'Empty the bin…' }));
    await user.click(await screen.findByRole('button', { name: 'Erase for good' }));
    await letGo(refusal(500));
    expect(await screen.findByText(/Not everything was erased/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Erase for good' })).toBeInTheDocument();
  });

  test('agents are not offered what only admins may', async () => {
    const { user } = renderList(at);
    await user.click(await screen.findByRole('checkbox', { name: 'Select ticket #2' }));
    await screen.findByRole('button', { name: 'Restore' });
    expect(screen.queryByRole('button', { name: /Erase|Empty/ })).not.toBeInTheDocument();
  });
});
