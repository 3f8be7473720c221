import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';

import { closeErasure, useErasure } from '../../../domain/personal-data/panel.js';
import { ACCOUNT } from '../../../domain/session/keys.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { TicketCustomer } from './TicketCustomer.jsx';

const requester = { id: 5, name: 'Ada', email: 'ada@example.com' };
const ticket = makeTicket({ id: 1, requester, requester_email: 'ada@example.com' });
const NEXT = '<http://api/tickets/?cursor=next>; rel="next"';

/** @type {(asked: { cursor: string | null, requester: string | null }) => Response} */
let tickets;

beforeEach(() => {
  tickets = () => HttpResponse.json([ticket]);
  server.use(
    http.get('/api/requesters/5/', () =>
      HttpResponse.json({ ...requester, created_at: '2026-01-02T10:00:00Z', tickets: 3 }),
    ),
    http.get('/api/tickets/', ({ request }) => {
      const { searchParams } = new URL(request.url);
      return tickets({
        cursor: searchParams.get('cursor'),
        requester: searchParams.get('requester'),
      });
    }),
  );
});

const renderTab = (values = ticket) =>
  renderProduct(<TicketCustomer ticket={values} />, { at: '?tab=tickets&ticket=1' });

test('the customer is shown with their other tickets, which open in place', async () => {
  tickets = (asked) =>
    HttpResponse.json(
      asked.requester === '5' ? [makeTicket({ id: 9, title: 'Newer' }), ticket] : [],
    );
  const { user, address } = renderTab();
  expect(screen.getByRole('link', { name: 'ada@example.com' })).toBeInTheDocument();
  expect(await screen.findByText('3 tickets')).toBeInTheDocument();
  const other = await screen.findByRole('link', { name: /Newer/ });
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(other).toHaveTextContent('Open');
  expect(other).toHaveTextContent('#9');
  await user.click(other);
  await waitFor(() => expect(address.current.get('ticket')).toBe('9'));
});

test('more of them come on request', async () => {
  tickets = ({ cursor }) =>
    cursor === 'next'
      ? HttpResponse.json([makeTicket({ id: 3, title: 'Oldest' })])
      : HttpResponse.json([makeTicket({ id: 9, title: 'Newer' })], { headers: { Link: NEXT } });
  const { user } = renderTab();
  await user.click(await screen.findByRole('button', { name: 'Show more' }));
  expect(await screen.findByRole('link', { name: /Oldest/ })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
});

test('a first ticket says that it is the only one', async () => {
  renderTab();
  expect(await screen.findByText('This is their only ticket.')).toBeInTheDocument();
});

test('a failure says so and is tried again', async () => {
  tickets = () => refusal(400);
  const { user } = renderTab();
  expect(await screen.findByRole('alert')).toHaveTextContent('couldn’t load');
  tickets = () => HttpResponse.json([makeTicket({ id: 9, title: 'Newer' })]);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: /Newer/ })).toBeInTheDocument();
});

test('without an address nothing is asked for', () => {
  renderTab(makeTicket({ requester_name: 'Ada' }));
  expect(screen.getByText('Ada')).toBeInTheDocument();
  expect(screen.getByText(/Without an address/)).toBeInTheDocument();
  renderTab(makeTicket());
  expect(screen.getByText(/left neither/)).toBeInTheDocument();
  expect(backend.asked('GET', '/api/tickets/')).toEqual([]);
});

describe('blocking, export and erasure', () => {
  /** @type {import('../../../types').Requester} */
  let known;

  beforeEach(() => {
    known = /** @type {any} */ ({
      ...requester,
      created_at: '2026-01-02T10:00:00Z',
      tickets: 1,
      blocked: false,
      blocked_at: null,
    });
    server.use(
      http.get('/api/requesters/5/', () => HttpResponse.json(known)),
      http.patch('/api/requesters/5/', async ({ request }) => {
        const { blocked } = /** @type {{ blocked: boolean }} */ (await request.json());
        known = { ...known, blocked, blocked_at: blocked ? '2026-03-03T10:00:00Z' : null };
        return HttpResponse.json(known);
      }),
    );
  });

  test('agents block a customer and unblock them, also by Undo', async () => {
    const { user } = renderProduct(
      <>
        <TicketCustomer ticket={ticket} />
        <ToastHost />
      </>,
      { at: '?tab=tickets&ticket=1' },
    );
    await user.click(await screen.findByRole('button', { name: 'Block sender' }));
    expect(await screen.findByText('Ada is blocked: all they send is spam.')).toBeInTheDocument();
    expect(screen.getByText(/^Blocked: all that they send/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^Undo/ }));
    expect(await screen.findByRole('button', { name: 'Block sender' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Block sender' }));
    await user.click(await screen.findByRole('button', { name: 'Unblock sender' }));
    expect(await screen.findByText('Ada is no longer blocked.')).toBeInTheDocument();
  });

  test('only admins are offered the export and the erasure', async () => {
    const { client } = renderTab();
    await screen.findByRole('button', { name: 'Block sender' });
    expect(screen.queryByText('Export everything')).not.toBeInTheDocument();
    act(() => client.setQueryData(ACCOUNT, makeAccount({ is_admin: true })));
    const download = await screen.findByRole('link', { name: 'Export everything' });
    expect(download).toHaveAttribute('href', '/api/requesters/5/export/');
    await userEvent.click(screen.getByRole('button', { name: 'Erase this person…' }));
    expect(useErasure.getState().person).toEqual(requester);
    closeErasure();
  });
});
