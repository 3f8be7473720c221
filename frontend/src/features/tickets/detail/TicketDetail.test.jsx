import { screen, waitFor, within } from '@testing-library/react';

import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { answerOnce, backend, hold, refusal, ticketPath } from '../../../test/server.js';
import { TicketsPanel } from '../TicketsPanel.jsx';

/** @param {number} [id] */
const renderDetail = (id = 1) =>
  renderProduct(<TicketsPanel />, { at: `?tab=tickets&status=closed&ticket=${id}` });

test('a ticket that no list has is loaded', async () => {
  backend.tickets = [makeTicket({ title: 'Printer on fire', updated_at: '2026-03-04T10:00:00Z' })];
  const answer = hold('get', ticketPath(1));
  renderDetail();
  expect(await screen.findByText('Loading ticket…')).toBeInTheDocument();
  await answer();
  expect(await screen.findByRole('heading', { name: 'Printer on fire' })).toBeInTheDocument();
  expect(screen.getByText('What happened in ticket 1.')).toBeInTheDocument();
  expect(screen.getByText(/^Opened/).closest('p')).toHaveTextContent(/, changed/);
  const properties = screen.getByRole('group', { name: 'Properties' });
  expect(within(properties).getAllByRole('button')).toHaveLength(6);
});

test('a ticket that there is not says so, and leads back', async () => {
  const { user, address } = renderDetail(404);
  expect(
    await screen.findByRole('heading', { name: 'There is no ticket #404 here' }),
  ).toBeInTheDocument();
  await user.click(screen.getAllByRole('button', { name: 'Back to tickets' })[1]);
  expect(address.current.get('ticket')).toBeNull();
});

test('a ticket that cannot be loaded can be tried again', async () => {
  backend.tickets = [makeTicket()];
  answerOnce('get', ticketPath(1), refusal(500));
  answerOnce('get', ticketPath(1), refusal(500));
  const { user } = renderDetail();
  expect(await screen.findByRole('alert')).toHaveTextContent('We couldn’t load this ticket.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Ticket number 1' })).toBeInTheDocument();
});

test('Escape in an open menu closes the menu and not the ticket', async () => {
  backend.tickets = [makeTicket()];
  const { user } = renderDetail();
  await user.click(await screen.findByRole('button', { name: /^Status of #1/ }));
  await screen.findByRole('menu');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
  expect(screen.getByRole('article', { name: 'Ticket #1' })).toBeInTheDocument();
});

test('a ticket that was deleted meanwhile says so, however much of it is in the list', async () => {
  backend.tickets = [makeTicket()];
  const { user } = renderProduct(<TicketsPanel />, { at: '?tab=tickets' });
  await screen.findByRole('link', { name: 'Ticket number 1' });
  backend.tickets = [];
  await user.click(screen.getByRole('link', { name: 'Ticket number 1' }));
  expect(await screen.findByText(/There is no ticket #1 here/)).toBeInTheDocument();
});
