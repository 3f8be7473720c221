import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { makeTicket } from '../../../test/makeTicket.js';
import { renderTickets } from '../../../test/render.jsx';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { BULK, COUNTS, LIST, backend, server } from '../../../test/server.js';

beforeEach(() => {
  backend.tickets = [makeTicket({ id: 1 }), makeTicket({ id: 2, status: 'closed' })];
});

const lastList = () => backend.asked('GET', LIST).at(-1)?.url.searchParams;

test('a filter says what tickets are not, and turns round what was chosen', async () => {
  const { user, address } = await renderTickets('&status=closed');
  await user.click(screen.getByRole('button', { name: 'Status, 1 chosen' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'is none of' }));
  await waitFor(() => expect(address.current.getAll('exclude_status')).toEqual(['closed']));
  expect(address.current.getAll('status')).toEqual([]);
  await user.click(screen.getByRole('menuitemcheckbox', { name: /^Resolved/ }));
  await waitFor(() => expect(lastList()?.getAll('exclude_status')).toEqual(['resolved', 'closed']));
  await user.click(screen.getByRole('menuitemradio', { name: 'is any of' }));
  await waitFor(() => expect(lastList()?.getAll('status')).toEqual(['resolved', 'closed']));
  expect(lastList()?.has('exclude_status')).toBe(false);
});

test('the way round is kept while nothing is chosen yet', async () => {
  const { user, address } = await renderTickets();
  await user.click(screen.getByRole('button', { name: 'Priority' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'is none of' }));
  expect(screen.getByRole('menuitemradio', { name: 'is none of' })).toBeChecked();
  await user.click(screen.getByRole('menuitemcheckbox', { name: /^Low/ }));
  await waitFor(() => expect(address.current.getAll('exclude_priority')).toEqual(['low']));
});

test('what is excluded is said, and can be removed by itself', async () => {
  const { user, address } = await renderTickets('&status=open&exclude_status=closed');
  const chips = [...document.querySelectorAll('.chip-text')].map((chip) => chip.textContent);
  expect(chips).toEqual(['Status is Open', 'Status is not Closed']);
  expect(screen.getByRole('button', { name: 'Status, 2 chosen' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Remove filter: status is not Closed' }));
  await waitFor(() => expect(address.current.has('exclude_status')).toBe(false));
  expect(address.current.getAll('status')).toEqual(['open']);
});

test('agents and teams are excluded too, from the counts as well', async () => {
  server.use(http.get('/api/teams/', () => HttpResponse.json([{ id: 3, name: 'Billing' }])));
  const { user, address } = await renderTickets();
  await user.click(screen.getByRole('button', { name: 'Team' }));
  await user.click(await screen.findByRole('button', { name: 'is none of' }));
  await user.click(await screen.findByRole('option', { name: 'Billing' }));
  await user.click(screen.getByRole('option', { name: 'In no team' }));
  await waitFor(() => expect(address.current.getAll('exclude_team')).toEqual(['3', 'none']));
  await waitFor(() =>
    expect(backend.asked('GET', COUNTS).at(-1)?.url.searchParams.getAll('exclude_team')).toEqual([
      '3',
      'none',
    ]),
  );
  expect(await screen.findByText('Billing, no team')).toBeInTheDocument();
});

test('a team that was deleted is said to be', async () => {
  server.use(http.get('/api/teams/', () => HttpResponse.json([{ id: 3, name: 'Billing' }])));
  await renderTickets('&team=9&exclude_team=3');
  expect(await screen.findByText('a deleted team')).toBeInTheDocument();
  expect(screen.getByText('Billing')).toBeInTheDocument();
});

test('a change of all that match leaves the excluded ones alone', async () => {
  backend.pageSize = 1;
  const { user } = await renderTickets('&exclude_status=closed&exclude_team=none');
  await user.click(screen.getAllByRole('checkbox', { name: /^Select ticket/ })[0]);
  await user.click(await screen.findByRole('button', { name: /^Select all/ }));
  act(() => runCommand('resolve'));
  await waitFor(() => expect(backend.asked('POST', BULK)).toHaveLength(1));
  const body = /** @type {any} */ (backend.asked('POST', BULK)[0].body);
  expect(body.operations[0].matching).toEqual({
    exclude_status: ['closed'],
    exclude_team: ['none'],
  });
});
