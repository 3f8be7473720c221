import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { collaboration, makeSimilar, similarPath } from '../../../test/collaboration.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { answerOnce, backend, hold, refusal, server } from '../../../test/server.js';
import { useSingleKeys } from '../../../ui/hooks/preferences.js';
import { TicketsPanel } from '../TicketsPanel.jsx';

async function open() {
  backend.tickets = [makeTicket({ id: 1 }), makeTicket({ id: 9, title: 'Blank labels' })];
  const view = renderProduct(<TicketsPanel />, { at: '?tab=tickets&ticket=1' });
  await screen.findByRole('tab', { name: /^Similar/ });
  return view;
}

test('tickets like the open one are found while nobody waits, and open in its place', async () => {
  collaboration.similar.duplicates = [
    makeSimilar({
      title: 'Blank labels',
      words: ['printer', 'labels'],
      same_requester: true,
      requester_name: 'Grace Hopper',
    }),
  ];
  const { user, address } = await open();
  const tab = await screen.findByRole('tab', { name: 'Similar (1)' });
  await user.click(tab);
  const group = within(await screen.findByRole('region', { name: 'Perhaps the same problem' }));
  const item = group.getByRole('listitem');
  expect(item).toHaveTextContent('Same requester');
  expect(item).toHaveTextContent('Grace Hopper');
  expect([...item.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual([
    'labels',
    'printer',
  ]);
  expect(screen.getByText('No solved ticket is like this one.')).toBeInTheDocument();
  await user.click(group.getByRole('link', { name: /Blank labels/ }));
  await waitFor(() => expect(address.current.get('ticket')).toBe('9'));
});

test('one key in a ticket like the open one merges them, and another links them', async () => {
  collaboration.similar.duplicates = [makeSimilar({ id: 9, title: 'Blank labels', words: [] })];
  /** @type {unknown[]} */
  const linked = [];
  server.use(
    http.post('/api/tickets/1/links/', async ({ request }) => {
      linked.push(await request.json());
      return HttpResponse.json({ merged_into: null, merged: [], related: [] });
    }),
  );
  const { user } = await open();
  await user.click(screen.getByRole('tab', { name: /^Similar/ }));
  const group = within(await screen.findByRole('region', { name: 'Perhaps the same problem' }));
  const item = group.getByRole('link', { name: /Blank labels/ });
  act(() => item.focus());
  await user.keyboard('l');
  await waitFor(() => expect(linked).toEqual([{ ticket: 9 }]));
  await user.keyboard('m');
  const dialog = await screen.findByRole('dialog', { name: 'Merge two tickets' });
  expect(await within(dialog).findByRole('button', { name: 'Merge into #1' })).toBeInTheDocument();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(item).toHaveFocus());
});

test('without single keys the letters are the reader’s own, and the buttons remain', async () => {
  act(() => useSingleKeys.setState(false));
  collaboration.similar.duplicates = [makeSimilar({ id: 9, title: 'Blank labels', words: [] })];
  const { user } = await open();
  await user.click(screen.getByRole('tab', { name: /^Similar/ }));
  const group = within(await screen.findByRole('region', { name: 'Perhaps the same problem' }));
  act(() => group.getByRole('link', { name: /Blank labels/ }).focus());
  await user.keyboard('m');
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Merge with #9' }));
  expect(await screen.findByRole('dialog', { name: 'Merge two tickets' })).toBeInTheDocument();
  await user.keyboard('{Escape}');
  act(() => useSingleKeys.setState(true));
});

test('a solved one tells what it was answered', async () => {
  collaboration.similar.solved = [
    makeSimilar({ status: 'closed', words: ['driver'], reply: 'Install the driver of May.' }),
  ];
  const { user } = await open();
  await user.click(screen.getByRole('tab', { name: 'Similar' }));
  const group = within(await screen.findByRole('region', { name: 'Solved before' }));
  expect(group.getByRole('listitem')).toHaveTextContent('Last reply: Install the driver of May.');
  expect(group.getByRole('listitem')).toHaveTextContent('Closed');
});

test('that there are none is said, and that not all could be looked through', async () => {
  collaboration.similar.complete = false;
  const { user } = await open();
  await user.click(screen.getByRole('tab', { name: 'Similar' }));
  expect(await screen.findByText('No other ticket is like this one.')).toBeInTheDocument();
  expect(screen.getByText(/There may be more/)).toBeInTheDocument();
});

test('a failure says so and is tried again', async () => {
  answerOnce('get', similarPath(1), refusal(503));
  const { user } = await open();
  await user.click(screen.getByRole('tab', { name: 'Similar' }));
  const title = await screen.findByText('We couldn’t look for tickets like this one.');
  expect(title.closest('[role="alert"]')).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No other ticket is like this one.')).toBeInTheDocument();
});

test('while it takes its time that is said', async () => {
  const answer = hold('get', similarPath(1));
  const { user } = await open();
  await user.click(screen.getByRole('tab', { name: 'Similar' }));
  expect(await screen.findByText('Looking for tickets like this one…')).toBeInTheDocument();
  await answer(HttpResponse.json(collaboration.similar));
  expect(await screen.findByText('No other ticket is like this one.')).toBeInTheDocument();
});
