import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { Navbar } from '../../app/Navbar.jsx';
import { countsOf, makeTicket } from '../../test/makeTicket.js';
import { change, toastTexts } from '../../test/page.js';
import { renderTickets } from '../../test/render.jsx';
import { COUNTS, backend, hold, refusal, ticketPath } from '../../test/server.js';
import { keys } from './keys.js';

beforeEach(() => {
  backend.tickets = [makeTicket(), makeTicket({ id: 2 }), makeTicket({ id: 3, status: 'closed' })];
});

/** Return the count of open tickets in the navigation. */
const badge = () => screen.getByRole('link', { name: /^Tickets/ });

async function renderWithCounts() {
  const view = await renderTickets('', <Navbar />);
  await waitFor(() => expect(badge()).toHaveAccessibleName('Tickets 2 open'));
  return view;
}

test('the counts follow a change before the server has counted', async () => {
  const answer = hold('patch', ticketPath(1));
  const { user } = await renderWithCounts();
  const asked = backend.asked('GET', COUNTS).length;
  await change(user, 'status', 'Resolved');
  expect(badge()).toHaveAccessibleName('Tickets 1 open');
  expect(backend.asked('GET', COUNTS)).toHaveLength(asked);
  await answer();
  await waitFor(() => expect(backend.asked('GET', COUNTS).length).toBeGreaterThan(asked));
});

test('the counts move back with a refused change', async () => {
  const answer = hold('patch', ticketPath(1));
  const { user } = await renderWithCounts();
  await change(user, 'status', 'Closed');
  expect(badge()).toHaveAccessibleName('Tickets 1 open');
  await answer(refusal(500));
  await waitFor(() => expect(badge()).toHaveAccessibleName('Tickets 2 open'));
});

test('counts that were asked for before a change do not undo it', async () => {
  const { user, client } = await renderWithCounts();
  const before = countsOf(backend.tickets);
  const answerCounts = hold('get', COUNTS);
  const answer = hold('patch', ticketPath(1));
  void client.invalidateQueries({ queryKey: keys.awakeCounts });
  await change(user, 'status', 'Closed');
  await answerCounts(HttpResponse.json(before));
  expect(badge()).toHaveAccessibleName('Tickets 1 open');
  await answer();
  await waitFor(() => expect(toastTexts()).toHaveLength(1));
  expect(badge()).toHaveAccessibleName('Tickets 1 open');
});
