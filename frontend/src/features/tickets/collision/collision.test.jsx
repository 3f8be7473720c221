import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { showPresence } from '../../../domain/pulse/presence.js';
import { KEY } from '../../../domain/session/signInRecord.js';
import { keys } from '../../../domain/ticket/keys.js';
import { serveAccount } from '../../../test/account.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, server, ticketPath } from '../../../test/server.js';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { TicketsPanel } from '../TicketsPanel.jsx';

const me = { id: 1, name: 'Ada Lovelace' };
const ben = { id: 2, name: 'Ben' };
const SINCE = '2026-03-02T10:00:00Z';

/** @param {Partial<import('../../../types').Ticket>} [values] */
async function open(values) {
  localStorage.setItem(KEY, '1');
  serveAccount(() => makeAccount());
  backend.tickets = [makeTicket({ id: 1, ...values })];
  server.use(
    http.patch(ticketPath(1), () =>
      HttpResponse.json({ ...backend.change(1, { assignee: me }), suggestion: null }),
    ),
  );
  const view = renderProduct(
    <>
      <TicketsPanel />
      <ToastHost />
    </>,
    { at: '?tab=tickets&ticket=1' },
  );
  await screen.findByRole('textbox', { name: 'Reply' });
  await waitFor(() => expect(backend.asked('GET', '/api/account/')).not.toEqual([]));
  await waitFor(() => expect(document.querySelector('.rows .row')).toBeInTheDocument());
  return view;
}

/** @param {import('../../../types').Doing} doing @param {Partial<import('../../../types').Presence>} [values] */
const there = (doing, values) =>
  act(() => showPresence(1, [{ ...ben, doing, since: SINCE, ...values }]));

const changes = () => backend.asked('PATCH', ticketPath(1)).map(({ body }) => body);
async function isMine() {
  await waitFor(() => expect(toastTexts()).toEqual(['#1: assignee is Ada Lovelace now.']));
  expect(changes()).toEqual([{ assignee: 1 }]);
}
const take = () => act(() => void runCommand('take'));

afterEach(() => {
  // Not returned: what `act` answers would be waited for, and hold the updates of others.
  act(() => showPresence(null, []));
});

test('who takes a ticket in which somebody is writing is asked first', async () => {
  const { user } = await open();
  there('replying');
  take();
  const dialog = await screen.findByRole('alertdialog', { name: 'Ben is writing a reply' });
  expect(within(dialog).getByRole('button', { name: 'Leave it' })).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(changes()).toEqual([]);

  take();
  await user.click(await screen.findByRole('button', { name: 'Take it' }));
  await isMine();
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('nobody asks while others only look on', async () => {
  await open();
  there('viewing');
  take();
  await isMine();
});

test('it is given to who is writing without a question', async () => {
  const { askBeforeAssigning, useCollision } = await import('./collision.js');
  there('noting');
  const assign = vi.fn();
  askBeforeAssigning(1, ben, 1, assign);
  expect(assign).toHaveBeenCalledOnce();
  askBeforeAssigning(1, null, 1, assign);
  askBeforeAssigning(8, { id: 3, name: 'Carol' }, 1, assign);
  expect(assign).toHaveBeenCalledTimes(3);
  askBeforeAssigning(1, { id: 3, name: 'Carol' }, 1, assign);
  expect(assign).toHaveBeenCalledTimes(3);
  expect(useCollision.getState().asked).toMatchObject({ isTaken: false, writers: [{ id: 2 }] });
  useCollision.setState({ asked: null });
});

test('who answers somebody else’s ticket is told, and takes it', async () => {
  const { user } = await open({ assignee: ben });
  const field = screen.getByRole('textbox', { name: 'Reply' });
  expect(screen.queryByText('Assigned to')).toBeNull();
  await user.type(field, 'Hello');
  const line = (await screen.findByText('Assigned to')).closest('p');
  expect(line).toHaveTextContent('Assigned to Ben');
  await user.click(within(/** @type {HTMLElement} */ (line)).getByRole('button'));
  await isMine();
  await waitFor(() => expect(screen.queryByText('Assigned to')).toBeNull());
  expect(field).toHaveValue('Hello');
});

test('who takes a ticket while one writes is named, and the text stays', async () => {
  const { user, client } = await open();
  const field = screen.getByRole('textbox', { name: 'Reply' });
  await user.type(field, 'Half a sen');
  expect(screen.queryByText(/has taken this ticket/)).toBeNull();
  client.setQueryData(keys.ticket(1), makeTicket({ assignee: ben, version: 2 }));
  expect(await screen.findByText(/has taken this ticket/)).toBeInTheDocument();
  expect(field).toHaveValue('Half a sen');
  await user.click(screen.getByRole('button', { name: 'Leave it to them' }));
  expect(screen.queryByText(/has taken this ticket/)).toBeNull();
  expect(screen.getByText('Assigned to')).toBeInTheDocument();
});
