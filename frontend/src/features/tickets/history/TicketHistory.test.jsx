import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';

import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, hold, historyPath, refusal, server } from '../../../test/server.js';
import { TicketHistory } from './TicketHistory.jsx';

/** @typedef {import('../../../types').HistoryEntry} HistoryEntry */

/** @param {Partial<HistoryEntry>} [values] @returns {HistoryEntry} */
const entry = (values = {}) => ({
  action: 'changed',
  at: '2026-03-02T10:00:00Z',
  kind: 'agent',
  who: { name: 'Ana Lytic' },
  changes: [],
  ...values,
});
const CREATED = entry({ action: 'created', kind: 'anonymous', who: null });

/** @param {number} count @returns {HistoryEntry[]} */
const many = (count) =>
  Array.from({ length: count }, (_, index) =>
    entry({
      at: `2026-03-03T10:${String(59 - index).padStart(2, '0')}:00Z`,
      changes: [{ field: 'priority', before: 'low', after: 'high' }],
    }),
  );

const show = (values = {}) => renderProduct(<TicketHistory ticket={makeTicket(values)} />);
const lines = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

test('tags that came and went are told by the names of that time', async () => {
  backend.histories[1] = [
    entry({ changes: [{ field: 'tags', before: 'refund, vat', after: 'angry, vat' }] }),
    entry({
      at: '2026-03-02T09:00:00Z',
      changes: [{ field: 'tags', before: null, after: 'refund, vat' }],
    }),
    entry({
      at: '2026-03-02T08:00:00Z',
      changes: [{ field: 'tags', before: 'vat', after: null }],
    }),
  ];
  show();
  await screen.findByText('added angry, removed refund');
  expect(screen.getByText('added refund, vat')).toBeInTheDocument();
  expect(screen.getByText('removed vat')).toBeInTheDocument();
});

test('who changed what and when, in words', async () => {
  backend.histories[1] = [
    entry({ changes: [{ field: 'priority', before: 'low', after: 'critical' }] }),
    entry({
      at: '2026-03-02T09:00:00Z',
      kind: 'system',
      who: null,
      changes: [{ field: 'status', before: 'open', after: 'in_progress' }],
    }),
    { ...CREATED, kind: 'import' },
  ];
  show();
  await screen.findByText('Ana Lytic');
  expect(lines()).toEqual([
    expect.stringMatching(/^Ana Lytic changed .*Priority: .*from Low to Critical$/),
    expect.stringMatching(/^The system changed .*from Open to In progress$/),
    expect.stringMatching(/^An import brought the ticket in/),
  ]);
  expect(document.querySelector('time')).toHaveAttribute('datetime', '2026-03-02T10:00:00Z');
  expect(document.querySelector('time')?.title).toMatch(/2026/);
});

test('texts are shown for who asks, as text', async () => {
  backend.histories[1] = [
    entry({
      changes: [
        { field: 'title', before: 'Old', after: '<b>New</b>' },
        { field: 'description', before: null, after: null },
      ],
    }),
  ];
  const { user } = show();
  await user.click(await screen.findByText('Title'));
  expect(screen.getByText('<b>New</b>')).toBeVisible();
  expect(screen.getByText('Description').closest('details')).toBeNull();
});

test('in open mode an anonymous change says so', async () => {
  backend.histories[1] = [CREATED];
  show();
  expect(await screen.findByText('Someone (open demo)')).toBeInTheDocument();
});

test('in closed mode as well', async () => {
  server.use(
    http.get('/api/config/', () => HttpResponse.json({ open_access: false, suggestions: true })),
  );
  backend.histories[1] = [CREATED];
  show();
  expect(await screen.findByText('Someone not signed in')).toBeInTheDocument();
});

test('the latest few, and all of them on demand', async () => {
  backend.histories[1] = [...many(5), CREATED];
  const { user } = show();
  const button = await screen.findByRole('button', { name: 'Show all' });
  expect(lines()).toHaveLength(3);
  await user.click(button);
  expect(lines()).toHaveLength(6);
  await user.click(screen.getByRole('button', { name: 'Show fewer' }));
  expect(lines()).toHaveLength(3);
});

test('older ones come page by page', async () => {
  server.use(
    http.get(historyPath(1), ({ request }) => {
      const cursor = new URL(request.url).searchParams.get('cursor');
      if (cursor) return HttpResponse.json([CREATED]);
      const headers = { Link: '<http://api/tickets/1/history/?cursor=7>; rel="next"' };
      return HttpResponse.json(many(5), { headers });
    }),
  );
  const { user } = show();
  await user.click(await screen.findByRole('button', { name: 'Show all' }));
  await user.click(screen.getByRole('button', { name: 'Show older' }));
  await waitFor(() => expect(lines()).toHaveLength(6));
  expect(screen.queryByRole('button', { name: 'Show older' })).not.toBeInTheDocument();
});

test('a new version of the ticket brings a new history, and what was known stays meanwhile', async () => {
  backend.histories[1] = [CREATED];
  const { rerender } = show();
  await screen.findByText('Someone (open demo)');
  const answer = hold('get', historyPath(1));
  rerender(<TicketHistory ticket={makeTicket({ version: 2 })} />);
  expect(lines()).toHaveLength(1);
  backend.histories[1] = [...many(1), CREATED];
  await answer();
  await screen.findByText('Ana Lytic');
  expect(lines()).toHaveLength(2);
});

test('while it loads it says so', async () => {
  hold('get', historyPath(1));
  show();
  expect(await screen.findByRole('status')).toHaveTextContent('Loading history…');
});

test('what failed can be tried again', async () => {
  server.use(http.get(historyPath(1), () => refusal(500)));
  const { user } = show();
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('The history couldn’t be loaded.');
  server.resetHandlers();
  backend.histories[1] = [CREATED];
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('list')).toBeInTheDocument();
});

test('offline it waits', async () => {
  onlineManager.setOnline(false);
  onTestFinished(() => onlineManager.setOnline(true));
  show();
  expect(await screen.findByRole('status')).toHaveTextContent(/You’re offline/);
});
