import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { ticketDetail } from '../../features/tickets/detail/lazyDetail.js';
import { TicketsPanel } from '../../features/tickets/TicketsPanel.jsx';
import { ViewsRail } from '../../features/tickets/views/ViewsRail.jsx';
import { serveAccount } from '../../test/account.js';
import { conversations, messagesPath, timelinePath } from '../../test/conversations.js';
import { makeAnswer, makeMessage } from '../../test/makeMessage.js';
import { makeTicket } from '../../test/makeTicket.js';
import { shownValue } from '../../test/page.js';
import { LEAVE, PULSE, pulse } from '../../test/pulse.js';
import { renderProduct } from '../../test/render.jsx';
import { CONFIG, COUNTS, LIST, backend, server, ticketPath } from '../../test/server.js';
import { QUEUES } from '../../test/sharedViews.js';
import { Pulse } from './Pulse.jsx';

// A busy machine takes long to read the code.
beforeAll(() => ticketDetail.preload());

/** Ask again as when the page is seen again, but no sooner than the pulse does. */
async function beat() {
  const before = backend.asked('GET', PULSE).length;
  await waitFor(
    () => {
      document.dispatchEvent(new Event('visibilitychange'));
      expect(backend.asked('GET', PULSE).length).toBeGreaterThan(before);
    },
    { interval: 300 },
  );
  // What is asked for in consequence.
  await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
}

/** @param {string} [more] of the address */
async function open(more = '') {
  const view = renderProduct(
    <>
      <TicketsPanel />
      <Pulse />
    </>,
    { at: `?tab=tickets${more}` },
  );
  await waitFor(() => expect(document.querySelector('.rows .row')).toBeInTheDocument());
  await waitFor(() => expect(backend.asked('GET', PULSE)).toHaveLength(1));
  return view;
}

/** Count the requests of a kind from now on. */
function count() {
  const before = backend.requests.length;
  return (/** @type {string} */ path) =>
    backend.requests.slice(before).filter(({ url }) => url.pathname === path).length;
}

const presence = [
  { id: 3, name: 'Mateo Silva', doing: /** @type {const} */ ('replying'), since: '' },
  { id: 4, name: 'Priya Raman', doing: /** @type {const} */ ('viewing'), since: '' },
];

test('without news nothing else is asked', async () => {
  backend.tickets = [makeTicket()];
  await open('&ticket=1');
  await screen.findByRole('region', { name: 'Conversation' });
  await beat();
  const asked = count();
  await beat();
  expect(asked(PULSE)).toBeGreaterThan(0);
  expect(backend.asked('GET', PULSE).at(-1)?.headers.get('X-Background')).toBe('1');
  expect([LIST, COUNTS, ticketPath(1), timelinePath(1)].map(asked)).toEqual([0, 0, 0, 0]);
});

test('a message of somebody else appears in the open ticket, asked for once', async () => {
  backend.tickets = [makeTicket({ requester_name: 'Tomás Ferreira' })];
  conversations.add(1, makeMessage({ id: 1 }));
  pulse.tell({ thread: 'a' });
  await open('&ticket=1');
  await screen.findByText('We look into it.');
  const asked = count();
  conversations.add(1, makeAnswer({ id: 2 }));
  backend.change(1, { status: 'in_progress' });
  pulse.tell({ thread: 'b', changed: [{ key: 'm2', ticket: 1 }] });
  await beat();
  expect(await screen.findByText('It works again.')).toBeInTheDocument();
  await waitFor(() =>
    expect(screen.getByText('New reply from Tomás Ferreira')).toBeInTheDocument(),
  );
  await waitFor(() => expect(shownValue('status')).toBe('In progress'));
  expect([ticketPath(1), timelinePath(1)].map(asked)).toEqual([1, 1]);
  await beat();
  expect([ticketPath(1), timelinePath(1)].map(asked)).toEqual([1, 1]);
});

test('what moves the conversation without a key is loaded as well', async () => {
  backend.tickets = [makeTicket()];
  conversations.add(1, makeMessage({ id: 1 }));
  pulse.tell({ thread: 'a' });
  await open('&ticket=1');
  await screen.findByText('We look into it.');
  conversations.remove(1);
  pulse.tell({ thread: 'b' });
  await beat();
  await waitFor(() => expect(screen.queryByText('We look into it.')).toBeNull());
});

test('new tickets and other counts are found on news, and rows change in their places', async () => {
  backend.tickets = [makeTicket({ id: 2 }), makeTicket({ id: 1 })];
  await open();
  const asked = count();
  backend.change(1, { status: 'resolved' });
  backend.tickets = [makeTicket({ id: 3, created_at: '2026-03-02T12:00:00Z' }), ...backend.tickets];
  pulse.tell({
    changed: [
      { key: 't3', ticket: 3 },
      { key: 'e1', ticket: 1 },
    ],
  });
  await beat();
  expect(await screen.findByRole('button', { name: /^1 new ticket/ })).toBeInTheDocument();
  await waitFor(() => expect(shownValue('status')).toBe('Resolved'));
  expect(document.querySelectorAll('.rows .row')).toHaveLength(2);
  expect([LIST, COUNTS, ticketPath(1)].map(asked)).toEqual([1, 1, 0]);
  // The same key comes again, and news that come soon wait.
  pulse.tell({ changed: [{ key: 'e1', ticket: 1 }] });
  await beat();
  pulse.tell({ changed: [{ key: 'e2', ticket: 1 }] });
  await beat();
  expect([LIST, COUNTS].map(asked)).toEqual([1, 1]);
});

test('queues are counted anew on news, once for many', async () => {
  backend.tickets = [makeTicket({ id: 1 })];
  renderProduct(
    <>
      <ViewsRail />
      <Pulse />
    </>,
    { at: '?tab=tickets' },
  );
  await screen.findByRole('link', { name: /^All open ?, 1 ticket/ });
  const asked = count();
  backend.change(1, { status: 'closed' });
  pulse.tell({ changed: [{ key: 'e1', ticket: 1 }] });
  await beat();
  await screen.findByRole('link', { name: /^All open ?, 0 tickets/ });
  pulse.tell({ changed: [{ key: 'e2', ticket: 1 }] });
  await beat();
  expect(asked(QUEUES)).toBe(1);
});

test('where more has changed than can be told, all is asked for', async () => {
  backend.tickets = [makeTicket()];
  await open('&ticket=1');
  await screen.findByRole('region', { name: 'Conversation' });
  const asked = count();
  pulse.tell({ more: true });
  await beat();
  await waitFor(() =>
    expect([LIST, COUNTS, ticketPath(1), timelinePath(1)].map(asked)).toEqual([1, 1, 1, 1]),
  );
});

test('one’s own message is no news to the list', async () => {
  backend.tickets = [makeTicket()];
  const { user } = await open('&ticket=1');
  await user.type(await screen.findByRole('textbox', { name: 'Reply' }), 'Done');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(backend.asked('POST', messagesPath(1))).toHaveLength(1));
  await waitFor(() => expect(document.querySelector('[data-sending]')).toBeNull());
  const asked = count();
  pulse.tell({ changed: [{ key: 'm100', ticket: 1 }] });
  await beat();
  expect([LIST, COUNTS].map(asked)).toEqual([0, 0]);
});

test('others are told what one does, and that one has left', async () => {
  backend.tickets = [makeTicket()];
  const { user } = await open('&ticket=1');
  const last = () => backend.asked('GET', PULSE).at(-1)?.url.searchParams;
  await waitFor(() => expect(last()?.get('doing')).toBe('viewing'));
  await user.type(await screen.findByRole('textbox', { name: 'Reply' }), 'D');
  await waitFor(() => expect(last()?.get('doing')).toBe('replying'));
  await user.click(screen.getByRole('radio', { name: /note/i }));
  await user.type(await screen.findByRole('textbox', { name: 'Internal note' }), 'x');
  await waitFor(() => expect(last()?.get('doing')).toBe('noting'));
  await user.click(screen.getAllByRole('button', { name: 'Close ticket' })[0]);
  await waitFor(() =>
    expect(backend.asked('POST', LEAVE).at(-1)?.body).toEqual({ tab: last()?.get('tab') }),
  );
  await waitFor(() => expect(last()?.has('ticket')).toBe(false));
});

test('the others in the open ticket are shown, and gone with it', async () => {
  backend.tickets = [makeTicket(), makeTicket({ id: 2 })];
  pulse.tell({ presence });
  const { user } = await open('&ticket=1');
  const detail = within(await screen.findByRole('article', { name: 'Ticket #1' }));
  const others = await detail.findByRole('button', {
    name: 'Also here: Mateo Silva (replying) and Priya Raman',
  });
  expect(others).toHaveTextContent('MSPR');
  expect(detail.getByText('Mateo Silva is replying', { selector: '.writers span' })).toBeVisible();
  pulse.tell({ presence: [] });
  await user.click(screen.getByRole('link', { name: 'Ticket number 2' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Also here/ })).toBeNull());
});

test('who is not let in is told nothing', async () => {
  serveAccount(() => null);
  server.use(http.get(CONFIG, () => HttpResponse.json({ open_access: false })));
  renderProduct(<Pulse />, { at: '?tab=tickets' });
  await waitFor(() => expect(backend.asked('GET', '/api/account/')).toHaveLength(1));
  await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
  expect(backend.asked('GET', PULSE)).toHaveLength(0);
});
