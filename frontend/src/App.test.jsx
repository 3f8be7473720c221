import { onlineManager } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';

import { App } from './App.jsx';
import { ErrorBoundary } from './app/ErrorBoundary.jsx';
import { TICKET, fillIn, submitButton, title, write } from './test/form.jsx';
import { makeTicket } from './test/makeTicket.js';
import { change, findToastAction, shownValue, toastTexts } from './test/page.js';
import { renderProduct } from './test/render.jsx';
import { backend, hold, refusal, ticketPath } from './test/server.js';

const tab = (/** @type {string} */ name) =>
  screen.getByRole('link', { name: new RegExp(`^${name}`) });

/** @param {string} [query] more of the address */
async function renderTicketsTab(query = '') {
  const view = renderProduct(<App />, { at: `?tab=tickets${query}` });
  await screen.findByRole('list', { name: 'Tickets' });
  return view;
}

test('the product opens with the form', () => {
  renderProduct(<App />);
  expect(screen.getByRole('form', { name: 'New ticket' })).toBeInTheDocument();
  expect(tab('Submit')).toHaveAttribute('aria-current', 'page');
  expect(document.title).toBe('Submit · TicketFlow');
});

test('an unknown tab in the address opens the form as well', () => {
  renderProduct(<App />, { at: '?tab=settings' });
  expect(screen.getByRole('form', { name: 'New ticket' })).toBeInTheDocument();
});

test('a tab names the page, and the filters of the tickets are there again on the way back', async () => {
  backend.tickets = [makeTicket()];
  const { user, address } = await renderTicketsTab('&status=open');
  expect(document.title).toBe('Tickets · TicketFlow');
  await user.click(tab('Submit'));
  expect(address.current.toString()).toBe('');
  await user.click(tab('Tickets'));
  expect(address.current.get('status')).toBe('open');
});

test('an open ticket names the page', async () => {
  backend.tickets = [makeTicket({ id: 7 })];
  await renderTicketsTab('&ticket=7');
  expect(document.title).toBe('Ticket #7 · TicketFlow');
});

test('what is being written survives a change of tab', async () => {
  backend.tickets = [makeTicket()];
  const { user } = await renderTicketsTab();
  await user.click(tab('Submit'));
  await write(user, title(), 'Printer');
  await user.click(tab('Tickets'));
  await screen.findByRole('list', { name: 'Tickets' });
  await user.click(tab('Submit'));
  expect(title()).toHaveValue('Printer');
});

test('a new ticket is in the list and in the number of open ones', async () => {
  backend.tickets = [makeTicket()];
  const { user } = await renderTicketsTab();
  await waitFor(() => expect(tab('Tickets')).toHaveAccessibleName('Tickets 1 open'));
  await user.click(tab('Submit'));
  await fillIn(user);
  await user.click(submitButton());
  await user.click(await screen.findByRole('link', { name: 'View ticket list' }));
  expect(await screen.findByRole('link', { name: TICKET.title })).toBeInTheDocument();
  await waitFor(() => expect(tab('Tickets')).toHaveAccessibleName('Tickets 2 open'));
});

test('a change that is refused is told on another tab as well', async () => {
  backend.tickets = [makeTicket()];
  const answer = hold('patch', ticketPath(1));
  const { user } = await renderTicketsTab();
  await change(user, 'status', 'Closed');
  await user.click(tab('Submit'));
  await answer(refusal(500));
  await waitFor(() =>
    expect(toastTexts()).toEqual(['We couldn’t save the status. It is Open again.']),
  );
  await user.click(tab('Tickets'));
  await waitFor(() => expect(shownValue('status')).toBe('Open'));
});

test('a change can be undone from another tab as well', async () => {
  backend.tickets = [makeTicket()];
  const { user } = await renderTicketsTab();
  await change(user, 'status', 'Closed');
  const undo = await findToastAction('Undo');
  await user.click(tab('Submit'));
  await user.click(undo);
  await waitFor(() => expect(backend.ticket(1)?.status).toBe('open'));
});

test('the first stop of the keyboard leads past the navigation', async () => {
  const { user } = renderProduct(<App />);
  await user.tab();
  expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('main')).toHaveFocus();
});

describe('without a network', () => {
  /** @param {boolean} isOnline */
  const turn = (isOnline) => act(() => onlineManager.setOnline(isOnline));

  afterEach(() => onlineManager.setOnline(true));

  test('the product says so for as long as it lasts', () => {
    renderProduct(<App />);
    expect(screen.queryByText(/You’re offline/)).not.toBeInTheDocument();
    turn(false);
    expect(screen.getByText('You’re offline. Changes are paused.')).toBeInTheDocument();
    turn(true);
    expect(screen.queryByText(/You’re offline/)).not.toBeInTheDocument();
  });

  test('a change waits on screen, and is sent once the network is back', async () => {
    backend.tickets = [makeTicket()];
    const { user } = await renderTicketsTab();
    turn(false);
    await change(user, 'status', 'Closed');
    expect(backend.asked('PATCH', ticketPath(1))).toEqual([]);
    turn(true);
    await waitFor(() => expect(toastTexts()).toEqual(['#1 is Closed now.']));
    expect(backend.ticket(1)?.status).toBe('closed');
  });
});

describe('a part that stops working', () => {
  test('says so, and is shown again with another try', async () => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
    let isBroken = true;
    const Part = () => {
      if (isBroken) throw new Error('Broken.');
      return <p>Works.</p>;
    };
    const { user } = renderProduct(
      <ErrorBoundary>
        <Part />
      </ErrorBoundary>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('This part stopped working');
    isBroken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByText('Works.')).toBeInTheDocument();
    complain.mockClear();
  });
});
