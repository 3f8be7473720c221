import { screen, waitFor } from '@testing-library/react';

import { prefetch, resetPrefetched, waitForPrefetched } from './api/prefetch.js';
import { App } from './App.jsx';
import { preloadPanel } from './app/panels.js';
import { KEY } from './domain/session/signInRecord.js';
import { RequestPage } from './features/request/RequestPage.jsx';
import { storage } from './lib/storage.js';
import { firstRequests } from './prefetch.js';
import { serveAccount } from './test/account.js';
import { makeAccount } from './test/makeAccount.js';
import { makeTicket } from './test/makeTicket.js';
import { converse, messagesPath, serveConversation } from './test/publicMessages.js';
import { renderProduct } from './test/render.jsx';
import { CONFIG, TOKEN, backend, requestPath } from './test/server.js';

const LONG = 5_000;

const pathsFor = (/** @type {string} */ address) =>
  [...firstRequests(address)].map(({ path, params }) => `${path}?${params ?? ''}`);

/** Return what the server was asked for, in order. */
const asked = () => backend.requests.map(({ url }) => `${url.pathname}${url.search}`);

afterEach(resetPrefetched);

/** @type {[string, string[]][]} */
const ADDRESSES = [
  ['', []],
  ['?tab=submit', []],
  ['?tab=tickets', ['tickets/?ordering=-created_at']],
  ['?tab=tickets&search=printer', ['tickets/?search=printer&ordering=-created_at']],
  [
    '?tab=tickets&status=open&status=in_progress&priority=high',
    ['tickets/?status=open&status=in_progress&priority=high&ordering=-created_at'],
  ],
  ['?tab=tickets&group=priority', ['tickets/?ordering=-priority']],
  ['?tab=tickets&ordering=created_at', ['tickets/?ordering=created_at']],
  ['?tab=tickets&created_within=7', ['tickets/?created_within=7&ordering=-created_at']],
  // What the view does not understand it leaves out, and so does this.
  ['?tab=tickets&status=strange&ordering=strange', ['tickets/?ordering=-created_at']],
  [
    '?tab=tickets&ticket=7',
    ['tickets/7/?', 'tickets/?ordering=-created_at', 'tickets/7/timeline/?'],
  ],
  ['?tab=dashboard', ['tickets/stats/?period=30d']],
  ['?tab=dashboard&period=7d', ['tickets/stats/?period=7d']],
];

test.each(ADDRESSES)('%s needs what it asks for first', (address, paths) => {
  expect(pathsFor(address)).toEqual([...paths, 'config/?']);
});

test('a private link needs its ticket and messages, and what is no token is not asked for', () => {
  expect(pathsFor(`?request=${TOKEN}`)).toEqual([
    `requests/${TOKEN}/?`,
    `requests/${TOKEN}/messages/?`,
  ]);
  expect(pathsFor('?request=../tickets/1')).toEqual([]);
});

test('who was signed in on this device is asked for, with the settings', () => {
  storage.write(KEY, '1 1');
  expect(pathsFor('?tab=dashboard')).toEqual([
    'tickets/stats/?period=30d',
    'config/?',
    'account/?',
  ]);
  expect(pathsFor('')).toEqual(['config/?', 'account/?']);
});

describe.each(ADDRESSES)('at %s', (address) => {
  /** @param {boolean} isSignedIn */
  async function open(isSignedIn) {
    backend.tickets = [
      makeTicket({ id: 7, title: 'Printer on fire', status: 'open', priority: 'high' }),
    ];
    if (isSignedIn) {
      storage.write(KEY, '1 1');
      serveAccount(() => makeAccount());
    }
    const ahead = [...firstRequests(address)];
    ahead.forEach(prefetch);
    const parameters = new URLSearchParams(address);
    await preloadPanel(parameters.get('tab'), parameters.has('ticket'));
    await waitForPrefetched(LONG);
    const { client } = renderProduct(<App />, { at: address });
    // What is still on its way would be counted with the next test's requests.
    const settle = () => waitFor(() => expect(client.isFetching()).toBe(0));
    return { ahead, settle };
  }

  test.each([false, true])(
    'the product asks for nothing again, signed in: %s',
    async (isSignedIn) => {
      const { ahead, settle } = await open(isSignedIn);
      await settle();
      const all = asked();
      expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
      expect(all.length).toBeGreaterThanOrEqual(ahead.length - Number(isSignedIn));
    },
  );

  test('it is there in the first drawing', async () => {
    const { settle } = await open(false);
    expect(document.querySelector('.row, form, .figure')).not.toBeNull();
    await settle();
  });
});

test('a private link shows its ticket and messages in the first drawing', async () => {
  backend.token = TOKEN;
  backend.tickets = [makeTicket({ title: 'Printer on fire' })];
  serveConversation();
  converse({ text: 'Is it plugged in?' });
  [...firstRequests(`?request=${TOKEN}`)].forEach(prefetch);
  await waitForPrefetched(LONG);
  renderProduct(<RequestPage token={TOKEN} />, { at: `?request=${TOKEN}` });
  expect(screen.getByRole('heading', { name: 'Printer on fire' })).toBeInTheDocument();
  expect(screen.getByText('Is it plugged in?')).toBeInTheDocument();
  expect(backend.asked('GET', requestPath(TOKEN))).toHaveLength(1);
  expect(backend.asked('GET', messagesPath(TOKEN))).toHaveLength(1);
  expect(backend.asked('GET', CONFIG)).toEqual([]);
});
