import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { keys } from '../../../domain/ticket/keys.js';
import { pass, stopClock } from '../../../test/clock.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct, renderTickets } from '../../../test/render.jsx';
import { LIST, answerOnce, backend, hold, refusal } from '../../../test/server.js';
import { TicketsPanel } from '../TicketsPanel.jsx';

const FAILED = 'We couldn’t load the tickets.';

beforeEach(() => {
  backend.tickets = [
    makeTicket({ status: 'closed', title: 'Printer on fire' }),
    makeTicket({ id: 2 }),
  ];
});

/** @param {string} [at] */
const renderPanel = (at) => renderProduct(<TicketsPanel />, { at });
const titles = () =>
  [...document.querySelectorAll('.row-title')].map(({ textContent }) => textContent);
const skeletonRows = () => document.querySelectorAll('.row--skeleton').length;
const lists = () => backend.asked('GET', LIST);

/** Make every try at the list fail. */
function breakList(status = 500) {
  answerOnce('get', LIST, refusal(status));
  answerOnce('get', LIST, refusal(status));
}

test('a row tells that its ticket was merged, and into which', async () => {
  backend.tickets = [makeTicket({ status: 'closed', merged_into: 2 }), makeTicket({ id: 2 })];
  renderPanel();
  expect(await screen.findByText('merged into #2')).toBeInTheDocument();
});

describe('while the list is loading', () => {
  test('its shape appears after 150 ms, and the list in its place', async () => {
    stopClock();
    const answer = hold('get', LIST);
    renderPanel();
    expect(screen.getByText('Loading tickets…')).toBeInTheDocument();
    await pass(149);
    expect(skeletonRows()).toBe(0);
    await pass(1);
    expect(skeletonRows()).toBeGreaterThan(0);
    await answer();
    await waitFor(() => expect(titles()).toEqual(['Printer on fire', 'Ticket number 2']));
    expect(skeletonRows()).toBe(0);
    expect(screen.queryByText('Loading tickets…')).not.toBeInTheDocument();
  });

  test('the earlier results stay until other filters have theirs', async () => {
    const { user } = await renderTickets('&status=closed');
    const answer = hold('get', LIST);
    await user.click(screen.getByRole('button', { name: 'Clear all' }));
    expect(titles()).toEqual(['Printer on fire']);
    expect(document.querySelector('[aria-busy="true"]')).toContainElement(
      screen.getByText('Printer on fire'),
    );
    await answer();
    await waitFor(() => expect(titles()).toHaveLength(2));
    expect(document.querySelector('[aria-busy="true"]')).toBeNull();
  });
});

describe('an empty list', () => {
  test('of a product without tickets offers to submit the first one', async () => {
    backend.tickets = [];
    const { user, address } = renderPanel('?tab=tickets');
    expect(await screen.findByRole('heading', { name: 'No tickets yet' })).toBeInTheDocument();
    expect(screen.getByText('0 tickets')).toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'Submit the first one' }));
    expect(address.current.get('tab')).toBeNull();
  });

  test('names every filter that nothing matches, and clears them', async () => {
    const { user, address } = renderPanel(
      '?tab=tickets&status=open&status=resolved&priority=critical&search=zebra&ordering=created_at',
    );
    await screen.findByRole('heading', { name: 'Nothing matches' });
    expect(screen.getByText(/No ticket fits these filters:/)).toHaveTextContent(
      'Open, Resolved, Critical, “zebra”',
    );
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(titles()).toHaveLength(2));
    expect(address.current.toString()).toBe('tab=tickets&ordering=created_at');
  });
});

describe('a list that cannot be loaded', () => {
  test('says why, keeps the filters, and recovers with another try', async () => {
    breakList();
    const { user, address } = renderPanel('?tab=tickets&status=closed');
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('heading')).toHaveTextContent(FAILED);
    expect(alert).toHaveTextContent('The server had a problem. Your filters are kept.');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(titles()).toEqual(['Printer on fire']));
    expect(screen.queryByText(FAILED)).not.toBeInTheDocument();
    expect(address.current.get('status')).toBe('closed');
  });

  test('is tried once more by itself after a hiccup', async () => {
    answerOnce('get', LIST, HttpResponse.error());
    renderPanel();
    await waitFor(() => expect(titles()).toHaveLength(2));
    expect(lists()).toHaveLength(2);
  });

  test.each([403, 404, 429])('is not tried again where the answer is %i', async (status) => {
    answerOnce('get', LIST, refusal(status));
    renderPanel();
    expect(await screen.findByText(FAILED)).toBeInTheDocument();
    expect(lists()).toHaveLength(1);
  });
});

test('what is on screen stays when it cannot be refreshed, and is marked as old', async () => {
  const { user, client } = renderPanel();
  await waitFor(() => expect(titles()).toHaveLength(2));
  breakList();
  void client.invalidateQueries({ queryKey: keys.lists });
  const told = await screen.findByText(/^Not up to date since .*\d\d/);
  const mark = /** @type {HTMLElement} */ (told.closest('[role=status]'));
  expect(titles()).toHaveLength(2);
  expect(screen.queryByText(FAILED)).not.toBeInTheDocument();
  await user.click(within(mark).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(mark).not.toBeInTheDocument());
  expect(titles()).toHaveLength(2);
});

describe('a ticket in the list', () => {
  test('opens beside it, and closes with the focus back on its row', async () => {
    const { user, address } = renderPanel('?tab=tickets&status=closed');
    await user.click(await screen.findByRole('link', { name: 'Printer on fire' }));
    const panel = await screen.findByRole('article', { name: 'Ticket #1' });
    await waitFor(() => expect(panel).toHaveFocus());
    expect(address.current.toString()).toBe('tab=tickets&status=closed&ticket=1');
    await user.click(within(panel).getByRole('button', { name: 'Close ticket' }));
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'Printer on fire' })).toHaveFocus(),
    );
  });

  test('has an address of its own for a new tab', async () => {
    renderPanel('?tab=tickets&status=closed');
    expect(await screen.findByRole('link', { name: 'Printer on fire' })).toHaveAttribute(
      'href',
      '?tab=tickets&status=closed&ticket=1',
    );
  });
});
