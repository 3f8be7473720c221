import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { serveAccount } from '../../../test/account.js';
import { messagesPath } from '../../../test/conversations.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { renderTickets } from '../../../test/render.jsx';
import { answerOnce, backend, server } from '../../../test/server.js';
import { NEXT } from '../../../test/sharedViews.js';
import { runCommand } from '../../../ui/commands/commandRegistry.js';

const ME = makeAccount({ id: 5, name: 'Ada' });

function signIn() {
  localStorage.setItem('tf.session', '1');
  serveAccount(() => ME);
}

describe('the next ticket', () => {
  const mine = { id: 5, name: 'Ada' };

  beforeEach(() => {
    backend.tickets = [makeTicket({ id: 9 }), makeTicket({ id: 8 }), makeTicket({ id: 7 })];
    server.use(
      http.post(NEXT, () => {
        const free = backend.tickets.find(({ assignee }) => !assignee);
        if (!free) return new HttpResponse(null, { status: 204 });
        return HttpResponse.json(backend.change(free.id, { assignee: mine }));
      }),
    );
  });

  test('of a queue is taken, shown, and given back', async () => {
    signIn();
    const { user, address } = await renderTickets('&status=open&assignee=none&ordering=created_at');
    await screen.findByRole('button', { name: 'Assignee, 1 chosen' });
    await waitFor(() => expect(backend.asked('GET', '/api/account/')).toHaveLength(1));
    await screen.findByText('Ticket number 9');
    act(() => runCommand('next_in_queue'));
    await waitFor(() => expect(address.current.get('ticket')).toBe('9'));
    expect(backend.asked('POST', NEXT)[0].body).toEqual({
      matching: { status: ['open'], assignee: ['none'] },
      ordering: 'created_at',
    });
    expect(await screen.findByText('#9 is yours now.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(backend.ticket(9)?.assignee).toBeNull());
    const [{ headers }] = backend.asked('PATCH', '/api/tickets/9/');
    expect(headers.get('If-Match')).toBe('"2"');
  });

  test('is asked for once however often the key is pressed', async () => {
    signIn();
    await renderTickets('&assignee=none');
    await waitFor(() => expect(backend.asked('GET', '/api/account/')).toHaveLength(1));
    act(() => {
      runCommand('next_in_queue');
      runCommand('next_in_queue');
    });
    await screen.findByText('#9 is yours now.');
    expect(backend.asked('POST', NEXT)).toHaveLength(1);
  });

  test('of what somebody has already is only opened', async () => {
    signIn();
    const { address } = await renderTickets('&assignee=me&ticket=9');
    await screen.findByRole('article', { name: 'Ticket #9' });
    act(() => runCommand('next_in_queue'));
    await waitFor(() => expect(address.current.get('ticket')).toBe('8'));
    expect(backend.asked('POST', NEXT)).toHaveLength(0);
  });

  test('is the next of the list where nobody’s is left, or nobody is signed in', async () => {
    const { address } = await renderTickets('&ticket=7');
    await screen.findByRole('article', { name: 'Ticket #7' });
    act(() => runCommand('next_in_queue'));
    expect(await screen.findByText('There is no other ticket in this list.')).toBeInTheDocument();
    expect(address.current.get('ticket')).toBe('7');
    expect(backend.asked('POST', NEXT)).toHaveLength(0);
  });

  test('that cannot be taken is told', async () => {
    signIn();
    answerOnce('post', NEXT, HttpResponse.json({ detail: 'Too early.' }, { status: 403 }));
    await renderTickets('&assignee=none');
    await waitFor(() => expect(backend.asked('GET', '/api/account/')).toHaveLength(1));
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    act(() => runCommand('next_in_queue'));
    expect(await screen.findByText(/couldn’t be taken.*Too early/)).toBeInTheDocument();
  });

  test('comes after a reply that is sent, and not after one that is missing', async () => {
    const { user, address } = await renderTickets('&ticket=9');
    const reply = await screen.findByRole('textbox', { name: 'Reply' });
    const sendNext = async () => {
      await user.click(screen.getByRole('button', { name: 'More ways to send' }));
      await user.click(
        await screen.findByRole('menuitem', { name: 'Send and go to the next ticket' }),
      );
    };
    await sendNext();
    expect(await screen.findByText('Write the reply first.')).toBeInTheDocument();
    expect(address.current.get('ticket')).toBe('9');
    await user.type(reply, 'Done');
    await sendNext();
    await waitFor(() => expect(address.current.get('ticket')).toBe('8'));
    await waitFor(() => expect(backend.asked('POST', messagesPath(9))).toHaveLength(1));
  });

  test('has a button, too', async () => {
    const { user, address } = await renderTickets('&ticket=9');
    await user.click(screen.getByRole('button', { name: 'Next in this queue' }));
    await waitFor(() => expect(address.current.get('ticket')).toBe('8'));
  });
});
