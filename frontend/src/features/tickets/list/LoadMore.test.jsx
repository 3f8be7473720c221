import { act, screen, waitFor } from '@testing-library/react';

import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { LIST, answerOnce, backend, hold, refusal } from '../../../test/server.js';
import { TicketsPanel } from '../TicketsPanel.jsx';

beforeEach(() => {
  backend.tickets = [1, 2, 3, 4, 5].map((id) => makeTicket({ id }));
  backend.pageSize = 2;
});

const numbers = () =>
  [...document.querySelectorAll('.row-number')].map(({ textContent }) => textContent);
const more = () => screen.getByRole('button', { name: /^(Load more|Loading more…|Try again)$/ });

async function renderFirstPage() {
  const view = renderProduct(<TicketsPanel />, { at: '?tab=tickets' });
  await waitFor(() => expect(numbers()).toEqual(['#1', '#2']));
  return view;
}

test('pages are added one by one until there are no more', async () => {
  const { user } = await renderFirstPage();
  expect(screen.getByText('5 tickets')).toBeInTheDocument();
  await user.click(more());
  await waitFor(() => expect(numbers()).toEqual(['#1', '#2', '#3', '#4']));
  await user.click(more());
  await waitFor(() => expect(numbers()).toEqual(['#1', '#2', '#3', '#4', '#5']));
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument();
});

test('an impatient second click asks for nothing more', async () => {
  const { user } = await renderFirstPage();
  const answer = hold('get', LIST);
  await user.click(more());
  expect(more()).toHaveTextContent('Loading more…');
  await user.click(more());
  await answer();
  await waitFor(() => expect(numbers()).toHaveLength(4));
  expect(backend.asked('GET', LIST)).toHaveLength(2);
});

test('a page that fails leaves the others, says so, and comes with another try', async () => {
  const { user } = await renderFirstPage();
  answerOnce('get', LIST, refusal(500));
  answerOnce('get', LIST, refusal(500));
  await user.click(more());
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The next tickets could not be loaded.',
  );
  expect(numbers()).toEqual(['#1', '#2']);
  expect(screen.queryByText(/^Not up to date/)).not.toBeInTheDocument();
  expect(more()).toHaveTextContent('Try again');

  await user.click(more());
  await waitFor(() => expect(numbers()).toEqual(['#1', '#2', '#3', '#4']));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(more()).toHaveTextContent('Load more');
});

describe('near the end of the list', () => {
  /** @type {((entries: { isIntersecting: boolean }[]) => void)[]} */
  let watchers;

  beforeEach(() => {
    watchers = [];
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        /** @param {(typeof watchers)[number]} watcher */
        constructor(watcher) {
          this.watcher = watcher;
        }
        observe() {
          watchers.push(this.watcher);
        }
        disconnect() {
          watchers = watchers.filter((other) => other !== this.watcher);
        }
      },
    );
  });

  /** @param {boolean} isIntersecting */
  const scroll = (isIntersecting) =>
    act(async () => watchers.forEach((watcher) => watcher([{ isIntersecting }])));

  test('the next page comes by itself, and only then', async () => {
    await renderFirstPage();
    await scroll(false);
    expect(backend.asked('GET', LIST)).toHaveLength(1);
    await scroll(true);
    await waitFor(() => expect(numbers()).toHaveLength(4));
  });

  test('a page that failed does not come by itself again', async () => {
    await renderFirstPage();
    answerOnce('get', LIST, refusal(403));
    await scroll(true);
    await screen.findByRole('alert');
    expect(watchers).toEqual([]);
    await scroll(true);
    expect(backend.asked('GET', LIST)).toHaveLength(2);
  });

  test('nothing is watched once everything is there', async () => {
    backend.pageSize = 5;
    renderProduct(<TicketsPanel />);
    await waitFor(() => expect(numbers()).toHaveLength(5));
    expect(watchers).toEqual([]);
  });
});
