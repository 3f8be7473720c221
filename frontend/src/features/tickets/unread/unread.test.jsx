import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { refreshTicket } from '../../../domain/ticket/refreshTicket.js';
import { serveAccount } from '../../../test/account.js';
import { conversations } from '../../../test/conversations.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeAnswer, makeMessage } from '../../../test/makeMessage.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { SEEN, pulse, seenPath } from '../../../test/pulse.js';
import { renderTickets } from '../../../test/render.jsx';
import { CONFIG, backend, refusal, server, answerOnce } from '../../../test/server.js';
import { ticketDetail } from '../detail/lazyDetail.js';
import { unreadMark } from '../lazy.js';
import { loadSeen } from './seenBatches.js';
import { firstNewMessage } from './useSeen.js';
import { isUnread } from './seenQuery.js';

// A busy machine takes long to read the code.
beforeAll(() => Promise.all([ticketDetail.preload(), unreadMark.load()]));

const ME = makeAccount();
const MORNING = '2026-03-02T10:00:00Z';
const NOON = '2026-03-02T12:00:00Z';

function signIn() {
  serveAccount(() => ME);
  server.use(http.get(CONFIG, () => HttpResponse.json({ open_access: false })));
}

const row = (/** @type {number} */ id) =>
  /** @type {HTMLElement} */ (document.getElementById(`ticket-link-${id}`));
const marked = () =>
  [...document.querySelectorAll('.row-title:has(.unread)')].map(({ id }) => id.replace(/\D/g, ''));
const reports = (/** @type {number} */ id) =>
  backend.asked('PUT', seenPath(id)).map(({ body }) => body);
const seen = (/** @type {number} */ ticket, message = 1, at = '2026-03-02T11:00:00Z') =>
  void (pulse.seen[ticket] = { ticket, message, at });

test('tickets are asked about together, as many as the server takes, without those that are gone', async () => {
  seen(1, 7);
  const gone = new AbortController();
  const ids = Array.from({ length: 130 }, (_, index) => index + 1);
  const rows = ids.map((id) => loadSeen(id, new AbortController().signal));
  const lost = loadSeen(131, gone.signal);
  gone.abort();
  await expect(lost).rejects.toThrow();
  const found = await Promise.all(rows);
  expect(found[0]?.message).toBe(7);
  expect(found.slice(1).every((one) => one === null)).toBe(true);
  const asked = backend.asked('GET', SEEN).map(({ url }) => url.searchParams.getAll('ticket'));
  expect(asked.map(({ length }) => length)).toEqual([100, 30]);
});

describe('in the list', () => {
  test('a ticket is marked whose requester has written since it was looked at', async () => {
    signIn();
    backend.tickets = [
      makeTicket({ id: 3, last_requester_at: NOON }),
      makeTicket({ id: 2, last_requester_at: MORNING }),
      makeTicket({ id: 1, last_requester_at: MORNING }),
    ];
    seen(3);
    seen(2);
    await renderTickets();
    await waitFor(() => expect(marked()).toEqual(['3', '1']));
    expect(row(3)).toHaveAccessibleName('Unread: Ticket number 3');
    expect(row(2)).toHaveAccessibleName('Ticket number 2');
  });

  test('where nobody is signed in nothing is asked or marked', async () => {
    backend.tickets = [makeTicket()];
    await renderTickets('&ticket=1');
    await screen.findByRole('region', { name: 'Conversation' });
    await act(() => new Promise((resolve) => setTimeout(resolve, 1500)));
    expect(marked()).toEqual([]);
    expect(backend.asked('GET', SEEN)).toHaveLength(0);
    expect(reports(1)).toHaveLength(0);
  });

  test('the mark comes with another message', async () => {
    signIn();
    backend.tickets = [makeTicket({ last_requester_at: MORNING })];
    seen(1);
    const { client } = await renderTickets();
    await waitFor(() => expect(backend.asked('GET', SEEN)).toHaveLength(1));
    expect(marked()).toEqual([]);
    backend.tickets = [{ ...backend.tickets[0], last_requester_at: NOON }];
    await act(() => refreshTicket(client, 1));
    await waitFor(() => expect(marked()).toEqual(['1']));
    expect(backend.asked('GET', SEEN)).toHaveLength(1);
  });

  test('it does without marks that cannot be had', async () => {
    signIn();
    answerOnce('get', SEEN, refusal(500));
    backend.tickets = [makeTicket()];
    await renderTickets();
    await waitFor(() => expect(backend.asked('GET', SEEN)).toHaveLength(1));
    expect(marked()).toEqual([]);
  });
});

describe('in the open ticket', () => {
  test('looking at it removes the mark, and is told once', async () => {
    signIn();
    backend.tickets = [makeTicket({ last_requester_at: NOON })];
    conversations.add(1, makeMessage({ id: 4 }), makeAnswer({ id: 5, at: NOON }));
    await renderTickets('&ticket=1');
    await waitFor(() => expect(marked()).toEqual(['1']));
    await waitFor(() => expect(reports(1)).toEqual([{ message: 5 }]), { timeout: 4000 });
    await waitFor(() => expect(marked()).toEqual([]));
    await act(() => new Promise((resolve) => setTimeout(resolve, 1200)));
    expect(reports(1)).toHaveLength(1);
    expect(screen.queryByText('New since you looked')).toBeNull();
  });

  test('what is new is below a line, which stays', async () => {
    signIn();
    backend.tickets = [makeTicket()];
    seen(1, 4);
    conversations.add(1, makeMessage({ id: 4 }), makeAnswer({ id: 5 }), makeAnswer({ id: 6 }));
    await renderTickets('&ticket=1');
    const line = (await screen.findByText('New since you looked')).parentElement;
    expect(line?.nextElementSibling).toHaveAttribute('id', 'message-5');
    await waitFor(() => expect(reports(1)).toEqual([{ message: 6 }]), { timeout: 4000 });
    expect(line).toBeInTheDocument();
  });

  test('a ticket without a message is read once its description is', async () => {
    signIn();
    backend.tickets = [makeTicket()];
    await renderTickets('&ticket=1');
    await waitFor(() => expect(marked()).toEqual(['1']));
    await waitFor(() => expect(reports(1)).toEqual([{ message: 0 }]), { timeout: 4000 });
    await waitFor(() => expect(marked()).toEqual([]));
  });

  test('in a page that nobody sees nothing is read', async () => {
    signIn();
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    backend.tickets = [makeTicket()];
    await renderTickets('&ticket=1');
    await waitFor(() => expect(marked()).toEqual(['1']));
    await act(() => new Promise((resolve) => setTimeout(resolve, 1500)));
    expect(reports(1)).toHaveLength(0);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(reports(1)).toHaveLength(1), { timeout: 4000 });
  });
});

test('one’s own messages are not new, nor is what was never looked at', () => {
  const items = [
    makeMessage({ id: 4 }),
    makeMessage({ id: 5, author: { kind: 'agent', id: 7, name: 'Ada Lovelace' } }),
    makeAnswer({ id: 6 }),
  ].map((message) => ({ type: /** @type {const} */ ('message'), ...message }));
  expect(firstNewMessage(items, 4, 7)).toBe(6);
  expect(firstNewMessage(items, 4, 8)).toBe(5);
  expect(firstNewMessage(items, 0, 7)).toBe(6);
  expect(firstNewMessage(items, 6, 7)).toBeUndefined();
  expect(firstNewMessage(items, null, 7)).toBeUndefined();
  expect(firstNewMessage(items, undefined, 7)).toBeUndefined();
});

test('unread is what the requester has written since, and what waits and was never read', () => {
  const waits = makeTicket({ last_requester_at: NOON, awaiting: 'agent' });
  const answered = makeTicket({ last_requester_at: NOON, awaiting: 'requester' });
  expect(isUnread(makeTicket({ last_requester_at: null }), null)).toBe(false);
  expect(isUnread(waits, undefined)).toBe(false);
  expect(isUnread(waits, null)).toBe(true);
  expect(isUnread(answered, null)).toBe(false);
  // Times are compared, not their spellings.
  const seen = { ticket: 1, message: 1, at: '2026-03-02T12:00:00.000000Z' };
  expect(isUnread(waits, seen)).toBe(false);
});
