import { waitFor } from '@testing-library/react';

import { makeTicket } from '../../../test/makeTicket.js';
import { change, shownValue } from '../../../test/page.js';
import { renderTickets } from '../../../test/render.jsx';
import { LIST, backend, hold } from '../../../test/server.js';

test('a change of a row that stays while others load shows at once', async () => {
  backend.tickets = [makeTicket(), makeTicket({ id: 2, category: 'technical' })];
  const { user, findByRole } = await renderTickets();
  const answerList = hold('get', LIST);
  await user.click(await findByRole('button', { name: 'Category' }));
  await user.click(await findByRole('menuitemcheckbox', { name: /Technical/ }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.querySelector('[aria-busy="true"]')).toBeInTheDocument());
  await change(user, 'status', 'Closed');
  await waitFor(() => expect(shownValue('status')).toBe('Closed'));
  await answerList();
  await waitFor(() => expect(document.querySelectorAll('.rows .row')).toHaveLength(1));
});
