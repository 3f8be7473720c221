import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { makeTicket } from '../../test/makeTicket.js';
import {
  change,
  findToastAction,
  recordValues,
  shownValue,
  shownValues,
  toastTexts,
} from '../../test/page.js';
import { renderTickets } from '../../test/render.jsx';
import { LIST, answerOnce, backend, hold, refusal, ticketPath } from '../../test/server.js';
import { keys } from './keys.js';

test('a change does not bring back what an older list in the cache has', async () => {
  backend.tickets = [makeTicket()];
  const { user } = await renderTickets();
  backend.change(1, { priority: 'critical' });
  await user.click(screen.getByRole('button', { name: 'Status' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /^Open/ }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(shownValue('priority')).toBe('Critical'));
  const answer = hold('patch', ticketPath(1));
  const priorities = recordValues('priority');
  await change(user, 'category', 'Billing');
  await answer();
  await waitFor(() => expect(toastTexts()).toHaveLength(1));
  expect(priorities).toEqual(['Critical']);
});

test('nor does a refused one', async () => {
  backend.tickets = [makeTicket()];
  const { user } = await renderTickets();
  backend.change(1, { priority: 'critical' });
  await user.click(screen.getByRole('button', { name: 'Status' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /^Open/ }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(shownValue('priority')).toBe('Critical'));
  answerOnce('patch', ticketPath(1), refusal(500));
  await change(user, 'category', 'Billing');
  await waitFor(() => expect(toastTexts()).toHaveLength(1));
  expect(shownValue('priority')).toBe('Critical');
});

test('a list that left before a change and arrives after it does not take it back', async () => {
  backend.tickets = [makeTicket()];
  const { user, client } = await renderTickets();
  const answerList = hold('get', LIST);
  const before = HttpResponse.json(backend.tickets);
  await user.click(screen.getByRole('button', { name: 'Status' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: /^Open/ }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(backend.asked('GET', LIST)).toHaveLength(2));
  await change(user, 'priority', 'Critical');
  await waitFor(() => expect(toastTexts()).toHaveLength(1));
  await answerList(before);
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(shownValue('priority')).toBe('Critical');
});

test('nor does one that arrives while another change is under way', async () => {
  backend.tickets = [makeTicket()];
  const { user, client } = await renderTickets();
  const answerChange = hold('patch', ticketPath(1));
  const answerList = hold('get', LIST);
  void client.invalidateQueries({ queryKey: keys.lists });
  await waitFor(() => expect(backend.asked('GET', LIST)).toHaveLength(2));
  const old = HttpResponse.json([makeTicket()]);
  await change(user, 'status', 'Closed');
  await change(user, 'priority', 'High');
  const statuses = recordValues('status');
  await answerChange();
  await waitFor(() => expect(backend.asked('PATCH', ticketPath(1))).toHaveLength(2));
  await answerList(old);
  await waitFor(() => expect(backend.asked('GET', LIST)).toHaveLength(2));
  await answerChange();
  await waitFor(() => expect(toastTexts()).toContain('#1 is Closed now.'));
  await waitFor(() => expect(client.isMutating()).toBe(0));
  expect(statuses).toEqual(['Closed']);
});

test('a ticket that moves to a later page is there once', async () => {
  backend.tickets = [1, 2, 3, 4].map((id) =>
    makeTicket({ id, priority: id < 3 ? 'critical' : 'low' }),
  );
  backend.pageSize = 2;
  const { user } = await renderTickets('&ordering=-priority');
  await change(user, 'priority', 'Low', 1);
  await waitFor(() => expect(toastTexts()).toHaveLength(1));
  answerOnce('get', LIST, HttpResponse.json([backend.ticket(1), ...backend.tickets.slice(2)]));
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  await waitFor(() => expect(shownValues('status', 3)).toHaveLength(1));
  expect(shownValues('status', 1)).toHaveLength(1);
});

test('Undo after a refused and a saved change goes back to what the server had', async () => {
  backend.tickets = [makeTicket()];
  const answer = hold('patch', ticketPath(1));
  const { user } = await renderTickets();
  await change(user, 'status', 'In progress');
  await change(user, 'status', 'Resolved');
  await answer(refusal(500));
  await answer();
  await waitFor(() => expect(toastTexts()).toContain('#1 is Resolved now.'));
  await user.click(await findToastAction('Undo'));
  expect(shownValue('status')).toBe('Open');
});
