import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { Navbar } from '../components/Navbar.jsx';
import { makeTicket, statsOf } from '../test/makeTicket.js';
import { change, toastTexts } from '../test/page.js';
import { renderTickets } from '../test/render.jsx';
import { STATS, backend, hold, refusal, ticketPath } from '../test/server.js';
import { keys } from './ticketCache.js';

const BEFORE = [makeTicket(), makeTicket({ id: 2 }), makeTicket({ id: 3, status: 'closed' })];

beforeEach(() => {
  backend.tickets = BEFORE;
});

/** @param {import('../types').TicketChanges} changes of ticket 1 */
const statsAfter = (changes) => statsOf([{ ...BEFORE[0], ...changes }, BEFORE[1], BEFORE[2]]);

/** What the navigation says about the tickets. */
const badge = () => screen.getByRole('link', { name: /^Tickets/ });

async function renderWithFigures() {
  const view = await renderTickets('', <Navbar />);
  await waitFor(() => expect(badge()).toHaveAccessibleName('Tickets 2 open'));
  return view;
}

test('the figures follow a change before the server has counted', async () => {
  const answer = hold('patch', ticketPath(1));
  const { user, client } = await renderWithFigures();
  await change(user, 'status', 'Resolved');
  expect(badge()).toHaveAccessibleName('Tickets 1 open');
  await change(user, 'priority', 'High');
  await change(user, 'category', 'Account');
  expect(client.getQueryData(keys.stats)).toEqual(
    statsAfter({ status: 'resolved', priority: 'high', category: 'account' }),
  );
  await answer();
  await answer();
  await answer();
  await waitFor(() => expect(backend.asked('GET', STATS)).toHaveLength(2));
});

test('the figures move back with a refused change, before the server is asked again', async () => {
  const answer = hold('patch', ticketPath(1));
  const { user, client } = await renderWithFigures();
  const answerStats = hold('get', STATS);
  await change(user, 'status', 'Closed');
  expect(badge()).toHaveAccessibleName('Tickets 1 open');

  await answer(refusal(500));
  await waitFor(() => expect(badge()).toHaveAccessibleName('Tickets 2 open'));
  expect(client.getQueryData(keys.stats)).toEqual(statsOf(BEFORE));
  await answerStats();
});

test('one refused change of two takes only its own part of the figures back', async () => {
  const answer = hold('patch', ticketPath(1));
  const { user, client } = await renderWithFigures();
  const answerStats = hold('get', STATS);
  await change(user, 'status', 'Closed');
  await change(user, 'priority', 'High');
  await answer(refusal(500));
  await waitFor(() =>
    expect(client.getQueryData(keys.stats)).toEqual(statsAfter({ priority: 'high' })),
  );
  await answer();
  await answerStats();
});

test('the figures are counted anew once the last change is over, and not sooner', async () => {
  const answer = hold('patch', ticketPath(1));
  const { user } = await renderWithFigures();
  await change(user, 'status', 'Closed');
  await change(user, 'priority', 'High');
  await answer();
  await waitFor(() => expect(toastTexts()).toEqual(['#1 is Closed now.']));
  expect(backend.asked('GET', STATS)).toHaveLength(1);
  await answer();
  await waitFor(() => expect(backend.asked('GET', STATS)).toHaveLength(2));
});

test('figures that were counted before a change do not undo it', async () => {
  const { user, client } = await renderWithFigures();
  const answerStats = hold('get', STATS);
  const answer = hold('patch', ticketPath(1));
  void client.invalidateQueries({ queryKey: keys.stats });
  await waitFor(() => expect(backend.asked('GET', STATS)).toHaveLength(2));
  await change(user, 'status', 'Closed');
  await answerStats(HttpResponse.json(statsOf(BEFORE)));
  expect(badge()).toHaveAccessibleName('Tickets 1 open');
  await answer();
  await waitFor(() => expect(toastTexts()).toHaveLength(1));
  expect(badge()).toHaveAccessibleName('Tickets 1 open');
  await answerStats();
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(badge()).toHaveAccessibleName('Tickets 1 open');
});
