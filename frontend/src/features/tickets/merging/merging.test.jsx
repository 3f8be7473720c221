import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { makeTicket } from '../../../test/makeTicket.js';
import { toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { GoesTo } from './GoesTo.jsx';
import { MergedBanner } from './MergedBanner.jsx';
import { MergingDialog } from './MergingDialog.jsx';
import { TicketsBeside } from './TicketsBeside.jsx';

const ada = { id: 5, name: 'Ada', email: 'ada@example.com' };
const ben = { id: 6, name: 'Ben', email: 'ben@example.com' };
const first = makeTicket({ id: 1, requester: ada, requester_name: 'Ada', message_count: 3 });
const second = makeTicket({
  id: 2,
  title: 'Printer',
  requester: ben,
  requester_name: 'Ben',
  status: 'resolved',
});
const summary = (/** @type {Partial<import('../../../types').TicketSummary>} */ values) => ({
  id: 9,
  title: 'Beside',
  status: /** @type {const} */ ('open'),
  requester_name: 'Ben',
  requester: 6,
  created_at: '2026-03-02T10:00:00Z',
  ...values,
});

/** @param {Partial<import('../../../types').TicketLinks>} links */
const beside = (links) =>
  server.use(
    http.get('/api/tickets/:id/links/', () =>
      HttpResponse.json({ merged_into: null, merged: [], related: [], ...links }),
    ),
  );

/** @param {import('react').ReactNode} children @param {{ at?: string }} [options] */
const render = (children, options) =>
  renderProduct(
    <>
      {children}
      <ToastHost />
    </>,
    options,
  );

beforeEach(() => {
  backend.tickets = [first, second];
});

test('a ticket is found by its number, and what happens is told before it does', async () => {
  server.use(
    http.post('/api/tickets/1/merge/', () =>
      HttpResponse.json({ id: 1, merged_into: 2, version: 2 }),
    ),
  );
  const { user } = render(<MergingDialog opened={{ kind: 'merge', tickets: [1] }} />, {
    at: '?tab=tickets&ticket=1',
  });
  await user.type(screen.getByRole('combobox'), '#2');
  const option = await screen.findByRole('option', { name: /Printer/ });
  expect(option).toHaveTextContent('Ben');
  await user.keyboard('{Enter}');
  expect(await screen.findByText(/3 messages become part of #2/)).toBeInTheDocument();
  expect(screen.getByText(/never see what the other wrote/)).toBeInTheDocument();
  expect(screen.getByText(/#2 is opened again/)).toBeInTheDocument();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(toastTexts()).toContain('#1 is merged into #2.'));
});

test('who merges a closed team’s ticket into another is told who reads it then', async () => {
  const team = { id: 3, name: 'Personnel', is_closed: true };
  backend.tickets = [{ ...first, team }, second];
  render(<MergingDialog opened={{ kind: 'merge', tickets: [1, 2] }} />);
  const stays = await screen.findByText(/Merge into #1/);
  expect(stays).toBeInTheDocument();
  expect(screen.queryByText(/Its team is closed/)).toBeNull();
  backend.tickets = [first, { ...second, team }];
  render(<MergingDialog opened={{ kind: 'merge', tickets: [1, 2] }} />);
  expect(await screen.findByText(/Whoever may read #1 reads it there/)).toBeInTheDocument();
});

test('a refusal is told, and the dialog stays', async () => {
  server.use(http.post('/api/tickets/2/merge/', () => refusal(409)));
  const { user } = render(<MergingDialog opened={{ kind: 'merge', tickets: [1, 2] }} />);
  await user.click(await screen.findByRole('button', { name: 'Merge into #1' }));
  await waitFor(() => expect(toastTexts()[0]).toMatch(/That didn’t work/));
  expect(screen.getByRole('dialog')).toBeInTheDocument();
});

test('of two tickets the one that stays is chosen', async () => {
  const { user } = render(<MergingDialog opened={{ kind: 'merge', tickets: [1, 2] }} />);
  await user.click(await screen.findByRole('radio', { name: /Printer/ }));
  expect(screen.getByRole('button', { name: 'Merge into #2' })).toBeInTheDocument();
});

test('whoever else reads a reply is named, the same person once', async () => {
  beside({
    merged: [
      summary({ id: 3, requester: 5, requester_name: 'Ada' }),
      summary({ id: 4 }),
      summary({ id: 7 }),
    ],
  });
  render(<GoesTo ticket={first} />);
  expect(await screen.findByText('Your reply goes to Ada and Ben.')).toBeInTheDocument();
});

test('a merged ticket leads to the other one and is unmerged', async () => {
  beside({ merged_into: summary({ id: 2, title: 'Printer' }) });
  server.use(
    http.post('/api/tickets/1/unmerge/', () =>
      HttpResponse.json({ id: 1, was_merged_into: 2, stayed: [7, 8] }),
    ),
  );
  const { user, address } = render(<MergedBanner id={1} into={2} />);
  await user.click(await screen.findByRole('button', { name: 'Unmerge' }));
  await waitFor(() => expect(toastTexts()[0]).toMatch(/2 messages written since stay in #2/));
  await user.click(screen.getByRole('link', { name: 'Merged into #2' }));
  await waitFor(() => expect(address.current.get('ticket')).toBe('2'));
});

test('a link is taken away', async () => {
  beside({ related: [summary({ id: 9 })] });
  server.use(http.delete('/api/tickets/1/links/9/', () => new HttpResponse(null, { status: 204 })));
  const { user } = render(<TicketsBeside id={1} />);
  expect(await screen.findByRole('link', { name: /Beside/ })).toHaveTextContent('#9');
  await user.click(screen.getByRole('button', { name: 'Remove the link to #9' }));
  await waitFor(() => expect(toastTexts()).toContain('The link to #9 is removed.'));
});
