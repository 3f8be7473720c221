import { screen, waitFor, within } from '@testing-library/react';

import { makeTicket } from '../../../test/makeTicket.js';
import { renderTickets } from '../../../test/render.jsx';
import { LIST, backend } from '../../../test/server.js';

test('the columns that a row shows are chosen, and in the address', async () => {
  backend.tickets = [
    makeTicket({
      team: { id: 3, name: 'Billing', is_closed: true },
      requester_name: 'Ines Duarte',
    }),
  ];
  const { user, address } = await renderTickets();
  const row = () => within(/** @type {HTMLElement} */ (document.querySelector('.row')));
  expect(row().queryByText('Billing')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Display' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Team' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Requester' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Priority' }));
  await waitFor(() =>
    expect(address.current.getAll('columns')).toEqual([
      ...['category', 'assignee', 'team', 'requester', 'created_at'],
    ]),
  );
  expect(row().getByText('Billing')).toBeInTheDocument();
  expect(row().getByText('Ines Duarte')).toBeInTheDocument();
  expect(row().queryByRole('button', { name: /^Priority/ })).toBeNull();
  expect(backend.asked('GET', LIST).at(-1)?.url.searchParams.has('columns')).toBe(false);
});
