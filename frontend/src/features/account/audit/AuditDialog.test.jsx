import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { AuditDialog } from './AuditDialog.jsx';
import { auditCopy } from './copy.js';

/** @typedef {import('../../../types').AuditEvent} AuditEvent */

const PATH = '/api/audit-events/';

/** @param {Partial<AuditEvent>} [values] @returns {AuditEvent} */
const makeEvent = (values = {}) => ({
  id: 1,
  at: '2026-03-02T10:00:00Z',
  action: 'signed_in',
  actor: { kind: 'agent', name: 'ada@example.com' },
  target: '',
  details: {},
  address: '192.0.2.7',
  device: 'Firefox on Linux',
  ...values,
});

/** @param {AuditEvent[]} events newest first */
function open(events) {
  server.use(
    http.get(PATH, ({ request }) => {
      const { searchParams } = new URL(request.url);
      const matching = events.filter(
        ({ action, actor }) =>
          [null, action].includes(searchParams.get('action')) &&
          [null, actor.name].includes(searchParams.get('actor')),
      );
      const start = Number(searchParams.get('cursor') ?? 0);
      const isLast = start + 2 >= matching.length;
      return HttpResponse.json(matching.slice(start, start + 2), {
        headers: isLast ? {} : { Link: `<http://api${PATH}?cursor=${start + 2}>; rel="next"` },
      });
    }),
  );
  return renderProduct(<AuditDialog onClose={() => {}} />);
}

const lines = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);

const lastQuery = () => backend.asked('GET', PATH).at(-1)?.url.searchParams;

test('who did what to what, when and from where, in words', async () => {
  open([
    makeEvent({ action: 'token_created', target: 'Import', details: { scope: 'read', days: 7 } }),
    makeEvent({ id: 2, action: 'settings_changed', actor: { kind: 'system', name: '' } }),
  ]);
  await screen.findByText('2 events');
  expect(lines()).toEqual([
    expect.stringMatching(
      /ada@example\.comMade an API tokenscope: readdays: 7Import192\.0\.2\.7Firefox on Linux$/,
    ),
    expect.stringContaining('The systemStarted with other settings—'),
  ]);
  expect(document.querySelector('td time')).toHaveAttribute('title', expect.stringMatching(/2026/));
});

test('what is not known yet is shown as it is, and all as text', async () => {
  open([
    makeEvent({
      action: 'moon_landed',
      actor: { kind: 'robot', name: '' },
      target: '<img src=x onerror=alert(1)>',
      details: { of: ['a', 'b'], change: { from: null, to: true } },
    }),
  ]);
  await screen.findByText('moon_landed');
  expect(lines()[0]).toContain('robotmoon_landedof: a, bchange: from: —; to: yes<img src=x');
  expect(document.querySelector('img')).toBeNull();
});

test('earlier events are loaded page by page', async () => {
  const { user } = open([1, 2, 3, 4, 5].map((id) => makeEvent({ id, target: `Target ${id}` })));
  await screen.findByText('2 events, and earlier ones');
  await user.click(screen.getByRole('button', { name: 'Load earlier' }));
  await screen.findByText('4 events, and earlier ones');
  await user.click(screen.getByRole('button', { name: 'Load earlier' }));
  await screen.findByText('5 events');
  expect(screen.queryByRole('button', { name: 'Load earlier' })).not.toBeInTheDocument();
});

test('failing to load earlier ones keeps those that are there', async () => {
  const { user } = open([1, 2, 3].map((id) => makeEvent({ id })));
  await screen.findByText('2 events, and earlier ones');
  server.use(http.get(PATH, () => refusal(500)));
  await user.click(screen.getByRole('button', { name: 'Load earlier' }));
  await screen.findByText('Earlier events couldn’t be loaded.');
  expect(lines()).toHaveLength(2);
  expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
});

test('filters by action, and clears when nothing matches', async () => {
  const { user } = open([makeEvent(), makeEvent({ id: 2, action: 'signed_out' })]);
  await screen.findByText('2 events');
  await user.selectOptions(screen.getByLabelText('What'), 'Signed out');
  await screen.findByText('1 event');
  await user.selectOptions(screen.getByLabelText('What'), 'Deleted an agent');
  await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
  await screen.findByText('2 events');
});

test('filters by a person once the whole name is entered', async () => {
  const { user } = open([
    makeEvent(),
    makeEvent({ id: 2, actor: { kind: 'agent', name: 'grace@example.com' } }),
  ]);
  await screen.findByText('2 events');
  const before = backend.asked('GET', PATH).length;
  await user.type(screen.getByLabelText('Who'), 'grac');
  expect(backend.asked('GET', PATH)).toHaveLength(before);
  await user.type(screen.getByLabelText('Who'), 'e@example.com');
  await screen.findByText('1 event');
  expect(lines()[0]).toContain('grace@example.com');
  await user.clear(screen.getByLabelText('Who'));
  await user.type(screen.getByLabelText('Who'), 'nobody@example.com{Enter}');
  await screen.findByText('Nothing matches.');
});

test('filters by days of the reader, both included', async () => {
  const { user } = open([makeEvent()]);
  await screen.findByText('1 event');
  await user.type(screen.getByLabelText('From'), '2026-03-01');
  await user.type(screen.getByLabelText('To'), '2026-03-02');
  await waitFor(() => {
    expect(lastQuery()?.get('since')).toBe(new Date('2026-03-01T00:00').toISOString());
    expect(lastQuery()?.get('until')).toBe(new Date('2026-03-03T00:00').toISOString());
  });
});

test('an empty trail says so', async () => {
  open([]);
  expect(await screen.findByText('Nothing has happened yet.')).toBeInTheDocument();
});

test('failing to load says so, and can be tried again', async () => {
  const { user } = open([makeEvent()]);
  await screen.findByText('1 event');
  server.use(http.get(PATH, () => refusal(500)));
  await user.selectOptions(screen.getByLabelText('What'), 'Signed in');
  await screen.findByText('We couldn’t load the audit trail.');
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  server.use(http.get(PATH, () => HttpResponse.json([makeEvent()])));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('1 event');
});

test('without a network it says that it waits', async () => {
  onlineManager.setOnline(false);
  try {
    open([makeEvent()]);
    expect(await screen.findByText(/You’re offline/)).toBeInTheDocument();
  } finally {
    onlineManager.setOnline(true);
  }
  await screen.findByText('1 event');
});

test('each known action has words of its own', () => {
  const words = Object.values(auditCopy.actions);
  expect(new Set(words).size).toBe(words.length);
});

test('details that are codes of the server are said in words', async () => {
  open([
    makeEvent({ details: { methods: ['password_reset', 'totp', 'smoke_signal', 'constructor'] } }),
  ]);
  await screen.findByText('1 event');
  expect(lines()[0]).toContain(
    'methods: link by mail, authenticator app, smoke_signal, constructor',
  );
});
