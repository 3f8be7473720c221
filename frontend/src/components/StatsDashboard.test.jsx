import { screen, waitFor, within } from '@testing-library/react';

import { keys } from '../hooks/ticketCache.js';
import { setMedia } from '../test/browser.js';
import { pass, stopClock } from '../test/clock.js';
import { makeTicket } from '../test/makeTicket.js';
import { renderProduct } from '../test/render.jsx';
import { STATS, answerOnce, backend, hold, refusal } from '../test/server.js';
import { StatsDashboard } from './StatsDashboard.jsx';

const FAILED = 'We couldn’t load the figures.';
const today = new Date().toISOString();

beforeEach(() => {
  // Charts complain about having no room, which nothing has in a page that is not drawn.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(
    new DOMRect(0, 0, 400, 200),
  );
  setMedia('(prefers-reduced-motion: reduce)', true);
  backend.tickets = [
    makeTicket({ id: 1, priority: 'critical', category: 'billing', created_at: today }),
    makeTicket({ id: 2, status: 'closed', category: 'billing', created_at: today }),
    makeTicket({ id: 3, status: 'resolved', created_at: today }),
    makeTicket({ id: 4, status: 'in_progress', created_at: '2020-01-01T00:00:00Z' }),
  ];
});

/** @param {string} name */
const figure = (name) => screen.getByText(name, { selector: '.figure-name' }).closest('.figure');
const skeletons = () => document.querySelectorAll('.skeleton').length;
const renderDashboard = () => renderProduct(<StatsDashboard />, { at: '?tab=dashboard' });

async function renderLoaded() {
  const view = renderDashboard();
  await screen.findByText('All tickets ever submitted');
  return view;
}

function breakStats() {
  answerOnce('get', STATS, refusal(500));
  answerOnce('get', STATS, refusal(500));
}

test('the figures are those of the server', async () => {
  await renderLoaded();
  expect(figure('Total')).toHaveTextContent('Total4All');
  expect(figure('Open')).toHaveTextContent('Open1Nobody');
  expect(figure('Per day')).toHaveTextContent('Per day2Average');
  expect(figure('Resolution rate')).toHaveTextContent(/50.?%/);
  expect(screen.getByText('Updated just now')).toBeInTheDocument();
});

test('a figure opens the tickets that it counts', async () => {
  const { user, address } = await renderLoaded();
  expect(figure('Resolution rate')).toHaveAttribute(
    'href',
    '?tab=tickets&status=resolved&status=closed',
  );
  await user.click(/** @type {Element} */ (figure('Open')));
  expect(address.current.toString()).toBe('tab=tickets&status=open');
});

test('a line of a chart opens its tickets', async () => {
  const { user, address } = await renderLoaded();
  await user.click(screen.getByRole('link', { name: 'Critical 1' }));
  expect(address.current.toString()).toBe('tab=tickets&priority=critical');
});

test('a value with tickets has a bar, and one without has none', async () => {
  await renderLoaded();
  await waitFor(() => expect(document.querySelector('.bar-fill--critical')).toBeInTheDocument());
  expect(document.querySelector('.bar-fill--low')).toBeInTheDocument();
  expect(document.querySelector('.bar-fill--high')).not.toBeInTheDocument();
});

test('each chart says in a sentence what it shows', async () => {
  await renderLoaded();
  expect(screen.getByRole('figure', { name: 'Tickets by category' })).toHaveAccessibleDescription(
    'Billing 2, General 2, Technical 0, Account 0.',
  );
  expect(screen.getByRole('figure', { name: 'Tickets created' })).toHaveAccessibleDescription(
    /^3 tickets created in 30 days\. The most were on .*, with 3\.$/,
  );
});

test('the numbers of a chart can be had as a table', async () => {
  const { user } = await renderLoaded();
  await user.click(screen.getByRole('button', { name: 'Show as table: Tickets by priority' }));
  const table = screen.getByRole('table', { name: 'Tickets by priority' });
  const rows = within(table)
    .getAllByRole('row')
    .map(({ textContent }) => textContent);
  expect(rows).toEqual([
    'PriorityTicketsShare',
    expect.stringMatching(/^Critical125.?%$/),
    expect.stringMatching(/^High00.?%$/),
    expect.stringMatching(/^Medium00.?%$/),
    expect.stringMatching(/^Low375.?%$/),
  ]);
  await user.click(screen.getByRole('button', { name: 'Show as chart: Tickets by priority' }));
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

test('without tickets there is nothing to count, and a way to the first', async () => {
  backend.tickets = [];
  const { user, address } = renderDashboard();
  await screen.findByRole('heading', { name: 'Nothing to count yet' });
  expect(screen.queryByText('Total')).not.toBeInTheDocument();
  await user.click(screen.getByRole('link', { name: 'Submit a ticket' }));
  expect(address.current.toString()).toBe('');
});

test('the shape of the dashboard appears after 150 ms, and the dashboard in its place', async () => {
  stopClock();
  const answer = hold('get', STATS);
  renderDashboard();
  await pass(149);
  expect(skeletons()).toBe(0);
  await pass(1);
  expect(skeletons()).toBeGreaterThan(0);
  await answer();
  await screen.findByText('All tickets ever submitted');
  expect(skeletons()).toBe(0);
});

test('figures that cannot be loaded can be tried again', async () => {
  breakStats();
  const { user } = renderDashboard();
  expect(await screen.findByRole('alert')).toHaveTextContent(FAILED);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('All tickets ever submitted');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('figures stay when they cannot be refreshed, and are marked as old', async () => {
  const { user, client } = await renderLoaded();
  breakStats();
  void client.invalidateQueries({ queryKey: keys.stats });
  const mark = await screen.findByText(/^Not up to date since/);
  expect(figure('Total')).toHaveTextContent('4');
  await user.click(within(mark).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(mark).not.toBeInTheDocument());
});
