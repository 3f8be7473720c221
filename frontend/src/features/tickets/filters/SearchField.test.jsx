import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';

import { pass, stopClock } from '../../../test/clock.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { renderTickets } from '../../../test/render.jsx';
import { LIST, backend } from '../../../test/server.js';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { SearchField } from './SearchField.jsx';

const input = () => screen.getByRole('searchbox', { name: 'Search tickets' });

/** @param {string} text */
const type = (text) => fireEvent.change(input(), { target: { value: text } });

describe('the search field', () => {
  /** @param {string} [search] */
  function renderField(search = '') {
    const onSearch = vi.fn();
    const onGoTo = vi.fn();
    /** @param {string} now */
    const field = (now) => (
      <SearchField search={now} isLoading={false} onSearch={onSearch} onGoTo={onGoTo} />
    );
    const { rerender, unmount } = render(field(search));
    return {
      onSearch,
      onGoTo,
      unmount,
      searchIs: (/** @type {string} */ now) => rerender(field(now)),
    };
  }

  beforeEach(stopClock);

  test('searches once, when typing has rested for 400 ms', async () => {
    const { onSearch } = renderField();
    for (const text of ['p', 'pr', 'pri', 'prin', 'print']) {
      type(text);
      await pass(399);
    }
    expect(onSearch).not.toHaveBeenCalled();
    await pass(1);
    expect(onSearch.mock.calls).toEqual([['print']]);
    await pass(5000);
    expect(onSearch).toHaveBeenCalledTimes(1);
  });

  test('clears at once with Escape, and forgets what was being typed', async () => {
    const { onSearch } = renderField();
    type('print');
    fireEvent.keyDown(input(), { key: 'Escape' });
    expect(onSearch.mock.calls).toEqual([['']]);
    expect(input()).toHaveValue('');
    await pass(5000);
    expect(onSearch).toHaveBeenCalledTimes(1);
  });

  test('searches for nothing anew when there is nothing to clear', () => {
    const { onSearch } = renderField();
    fireEvent.keyDown(input(), { key: 'Escape' });
    expect(onSearch).not.toHaveBeenCalled();
  });

  test('leads straight to a ticket by its number', () => {
    const { onGoTo } = renderField();
    type('#1041');
    fireEvent.click(screen.getByRole('button', { name: 'Go to ticket #1041' }));
    fireEvent.keyDown(input(), { key: 'Enter' });
    expect(onGoTo.mock.calls).toEqual([[1041], [1041]]);
  });

  test('clears at once with its button', () => {
    const { onSearch } = renderField('print');
    fireEvent.click(screen.getByRole('button', { name: 'Clear search' }));
    expect(onSearch.mock.calls).toEqual([['']]);
    expect(screen.queryByRole('button', { name: 'Clear search' })).not.toBeInTheDocument();
  });

  test('shows what Back brings', () => {
    const { searchIs } = renderField('print');
    searchIs('earlier');
    expect(input()).toHaveValue('earlier');
    searchIs('');
    expect(input()).toHaveValue('');
  });

  test('keeps a space that is being typed when its own search comes back', async () => {
    const { onSearch, searchIs } = renderField();
    type('paper ');
    await pass(400);
    expect(onSearch).toHaveBeenCalledWith('paper');
    searchIs('paper');
    expect(input()).toHaveValue('paper ');
  });

  test('is busy from the first letter until its search is the one that is on', async () => {
    const { searchIs } = renderField();
    expect(screen.queryByTestId('search-busy')).not.toBeInTheDocument();
    type('p');
    expect(screen.getByTestId('search-busy')).toBeInTheDocument();
    await pass(400);
    searchIs('p');
    expect(screen.queryByTestId('search-busy')).not.toBeInTheDocument();
  });

  test('does not search after it has left the screen', async () => {
    const { onSearch, unmount } = renderField();
    type('print');
    unmount();
    await pass(5000);
    expect(onSearch).not.toHaveBeenCalled();
  });
});

describe('a search in the list', () => {
  const searches = () =>
    backend.asked('GET', LIST).map(({ url }) => url.searchParams.get('search'));

  beforeEach(() => {
    backend.tickets = [makeTicket({ title: 'Printer on fire' }), makeTicket({ id: 2 })];
  });

  test('makes one request for many letters, and none for a space behind them', async () => {
    const { address } = await renderTickets();
    stopClock();
    for (const text of ['f', 'fi', 'fir', 'fire']) {
      type(text);
      await pass(100);
    }
    await waitFor(() => expect(screen.queryByText('Ticket number 2')).not.toBeInTheDocument());
    expect(screen.getByRole('link', { name: 'Printer on fire' })).toBeInTheDocument();
    expect(screen.getByText('fire', { selector: 'mark' })).toBeInTheDocument();
    expect(searches()).toEqual([null, 'fire']);
    await waitFor(() => expect(address.current.get('search')).toBe('fire'));

    type('fire ');
    await pass(5000);
    expect(searches()).toEqual([null, 'fire']);
    expect(input()).toHaveValue('fire ');
  });

  test('takes the place of the one before in the history of the browser', async () => {
    const { moves } = await renderTickets();
    stopClock();
    type('fire');
    await waitFor(() => expect(moves).toEqual(['replace']));
  });

  test('that the address brings is in the field', async () => {
    await renderTickets('&search=fire');
    expect(input()).toHaveValue('fire');
    expect(searches()).toEqual(['fire']);
  });
});

describe('what a ticket was found by', () => {
  const excerptOf = () => document.querySelector('.row-excerpt');

  test('is shown where it is far down the description, and marked', async () => {
    const description = `${'It was all well. '.repeat(40)}Then the Überweisung was gone.`;
    backend.tickets = [makeTicket({ title: 'Where is it?', description })];
    await renderTickets('&search=überweisung');
    expect(excerptOf()).toHaveTextContent('…all well. Then the Überweisung was gone.');
    expect(
      screen.getByText('Überweisung', { selector: '.row-excerpt[data-found] mark' }),
    ).toBeInTheDocument();
  });

  test('takes no room of its own where the title says it', async () => {
    const description = `${'It was all well. '.repeat(40)}Then the printer burned.`;
    backend.tickets = [makeTicket({ title: 'Printer on fire', description })];
    await renderTickets('&search=printer');
    expect(screen.getByText('Printer', { selector: '.row-title mark' })).toBeInTheDocument();
    expect(excerptOf()).toHaveTextContent(/^It was all well/);
    expect(excerptOf()).not.toHaveAttribute('data-found');
  });
});

describe('a ticket that was found in a message', () => {
  /** @type {import('../../../types').Found} */
  const found = { source: 'message', message: 7, kind: 'note', excerpt: 'Ask the Überseehafen.' };

  beforeEach(() => {
    // The fake server looks for no message.
    const description = 'Lost, but not in the überseehafen’s list.';
    backend.tickets = [makeTicket({ title: 'Where is it?', description, found })];
  });

  test('shows the place, marked, and opens there', async () => {
    const { user, address } = await renderTickets('&search=überseehafen');
    expect(await screen.findByText('in a note')).toBeInTheDocument();
    expect(
      screen.getByText('Überseehafen', { selector: '.row-excerpt[data-found] mark' }),
    ).toBeInTheDocument();
    const link = screen.getByRole('link', { name: 'Where is it?' });
    expect(link).toHaveAttribute('href', expect.stringContaining('message=7'));
    await user.click(link);
    await waitFor(() => expect(address.current.get('message')).toBe('7'));
    expect(address.current.get('ticket')).toBe('1');
  });

  test('opens there by its command too', async () => {
    const { address } = await renderTickets('&search=überseehafen');
    await screen.findByText('in a note');
    act(() => runCommand('open'));
    await waitFor(() => expect(address.current.get('message')).toBe('7'));
  });
});

describe('a number', () => {
  beforeEach(() => {
    backend.tickets = [makeTicket({ title: 'Error 404' }), makeTicket({ id: 2 })];
  });

  test('is searched for like any word, and leads to its ticket on Enter', async () => {
    const { user, address } = await renderTickets();
    await user.type(input(), '404');
    await waitFor(() => expect(screen.queryByText('Ticket number 2')).not.toBeInTheDocument());
    expect(screen.getByText('404', { selector: '.row-title mark' })).toBeInTheDocument();
    await user.clear(input());
    await user.type(input(), '#2{Enter}');
    expect(address.current.get('ticket')).toBe('2');
    expect(await screen.findByRole('article', { name: 'Ticket #2' })).toBeInTheDocument();
  });

  test('without a ticket is said to have none', async () => {
    const { user, address } = await renderTickets();
    await user.type(input(), '#404{Enter}');
    expect(address.current.get('ticket')).toBe('404');
    expect(await screen.findByRole('heading', { name: /#404/ })).toBeInTheDocument();
  });
});

test('a search being typed does not come back after "Clear all"', async () => {
  backend.tickets = [makeTicket({ title: 'Printer' }), makeTicket({ id: 2 })];
  const { address } = await renderTickets('&search=print');
  stopClock();
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'printer' } });
  await pass(200);
  fireEvent.click(screen.getByRole('button', { name: 'Clear all' }));
  await pass(2000);
  expect(address.current.get('search')).toBeNull();
  expect(screen.getByRole('searchbox')).toHaveValue('');
});
