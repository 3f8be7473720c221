import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { CONFIG, COUNTS, LIST, answerOnce, backend } from '../../../test/server.js';
import { TicketsPanel } from '../TicketsPanel.jsx';

beforeEach(() => {
  backend.tickets = [
    makeTicket({ id: 1, status: 'open', priority: 'high' }),
    makeTicket({ id: 2, status: 'closed', priority: 'high' }),
    makeTicket({ id: 3, status: 'resolved', priority: 'low' }),
  ];
});

const numbers = () =>
  [...document.querySelectorAll('.row-number')].map(({ textContent }) => textContent);

async function renderPanel(query = '') {
  const view = renderProduct(<TicketsPanel />, { at: `?tab=tickets${query}` });
  await screen.findByText(/tickets?$/, { selector: '.total' });
  return view;
}

test('several values of a field widen the list, without closing the menu', async () => {
  const { user, address, moves } = await renderPanel();
  await user.click(screen.getByRole('button', { name: 'Status' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /^Closed/ }));
  await waitFor(() => expect(numbers()).toEqual(['#2']));
  await user.click(screen.getByRole('menuitemcheckbox', { name: /^Open/ }));
  await waitFor(() => expect(numbers()).toEqual(['#1', '#2']));
  expect(address.current.getAll('status')).toEqual(['open', 'closed']);
  expect(moves).toEqual(['push', 'push']);
  await user.click(screen.getByRole('menuitemcheckbox', { name: /^Closed/ }));
  await waitFor(() => expect(numbers()).toEqual(['#1']));
});

test('values of different fields narrow it', async () => {
  await renderPanel('&status=open&status=closed&priority=high&category=general');
  expect(numbers()).toEqual(['#1', '#2']);
  expect(screen.getByRole('button', { name: 'Status, 2 chosen' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Priority, 1 chosen' })).toBeInTheDocument();
});

test('each filter can be removed by itself', async () => {
  const { user, address } = await renderPanel('&status=open&status=closed&priority=high');
  await user.click(screen.getByRole('button', { name: 'Remove filter: priority High' }));
  await waitFor(() => expect(address.current.getAll('priority')).toEqual([]));
  expect(address.current.getAll('status')).toEqual(['open', 'closed']);
  expect(screen.getByRole('button', { name: /^Remove filter: status Open, Closed/ })).toHaveFocus();
});

test('"Clear all" removes the filters and the search, and keeps the order', async () => {
  const { user, address } = await renderPanel('&status=open&search=number&ordering=-priority');
  expect(screen.getByText('“number”')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear all' }));
  await waitFor(() => expect(numbers()).toHaveLength(3));
  expect(address.current.toString()).toBe('tab=tickets&ordering=-priority');
  expect(screen.getByRole('searchbox')).toHaveValue('');
  expect(screen.queryByRole('button', { name: 'Clear all' })).not.toBeInTheDocument();
});

test('the order can be chosen', async () => {
  const { user } = await renderPanel();
  await user.click(screen.getByRole('button', { name: 'Display' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Most urgent first' }));
  await waitFor(() =>
    expect(backend.asked('GET', LIST).at(-1)?.url.searchParams.get('ordering')).toBe('-priority'),
  );
});

test('the order by who waits longest is in the address', async () => {
  const { user, address } = await renderPanel();
  await user.click(screen.getByRole('button', { name: 'Display' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Waiting longest' }));
  await waitFor(() => expect(address.current.get('ordering')).toBe('waiting_since'));
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Display' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Last message' }));
  await waitFor(() =>
    expect(backend.asked('GET', LIST).at(-1)?.url.searchParams.get('ordering')).toBe(
      '-last_message_at',
    ),
  );
});

test('whose turn it is filters the list and its counts', async () => {
  const { user, address } = await renderPanel();
  await user.click(screen.getByRole('button', { name: 'Waiting for' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Waiting for an agent' }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Waiting for the requester' }));
  await waitFor(() => expect(address.current.getAll('awaiting')).toEqual(['agent', 'requester']));
  await waitFor(() =>
    expect(backend.asked('GET', COUNTS).at(-1)?.url.searchParams.getAll('awaiting')).toEqual([
      'agent',
      'requester',
    ]),
  );
  await user.keyboard('{Escape}');
  await user.click(
    screen.getByRole('button', { name: 'Remove filter: waiting for an agent, the requester' }),
  );
  await waitFor(() => expect(address.current.getAll('awaiting')).toEqual([]));
  const { searchParams } = backend.asked('GET', LIST)[1].url;
  expect(searchParams.getAll('awaiting')).toEqual(['agent']);
});

test('tickets that wait for us are a view', async () => {
  await renderPanel('&awaiting=agent&snoozed=false');
  expect(screen.getByRole('heading', { name: 'Waiting for us' })).toBeInTheDocument();
});

test('days that may not be the reader’s are said to be the team’s', async () => {
  const config = { open_access: true, suggestions: true, team_time_zone: 'Asia/Kathmandu' };
  answerOnce('get', CONFIG, HttpResponse.json(config));
  await renderPanel('&created_within=1&resolved_within=7');
  expect(await screen.findByText('today (Asia/Kathmandu)')).toBeInTheDocument();
  expect(screen.getByText('in the last 7 days (Asia/Kathmandu)')).toBeInTheDocument();
});

test('days that are the reader’s own need no zone', async () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const config = { open_access: true, suggestions: true, team_time_zone: timeZone };
  answerOnce('get', CONFIG, HttpResponse.json(config));
  await renderPanel('&created_within=7');
  expect(await screen.findByText('in the last 7 days')).toBeInTheDocument();
});

test('a value in the address that does not exist is left out', async () => {
  await renderPanel('&status=lost&ordering=sideways');
  const { searchParams } = backend.asked('GET', LIST)[0].url;
  expect(searchParams.toString()).toBe('ordering=-created_at');
  expect(numbers()).toHaveLength(3);
});

test('a total that the server stopped counting is a lower bound', async () => {
  const headers = { 'X-Total-Count': '1000', 'X-Total-Relation': 'gte' };
  answerOnce('get', LIST, HttpResponse.json(backend.tickets, { headers }));
  await renderPanel();
  expect(screen.getByText(/^1.?000\+ tickets$/)).toBeInTheDocument();
});

test('a search of more words than the server looks for says how many counted', async () => {
  const words = Array.from({ length: 21 }, (_, index) => `word${index}`).join('+');
  renderProduct(<TicketsPanel />, { at: `?tab=tickets&search=${words}` });
  expect(await screen.findByText(/tickets? for the first 20 words$/)).toBeInTheDocument();
});
