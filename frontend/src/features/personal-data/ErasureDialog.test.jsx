import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { reauthentication } from '../../domain/session/proof.js';
import { renderProduct } from '../../test/render.jsx';
import { refusal, server } from '../../test/server.js';
import { ErasureDialog } from './ErasureDialog.jsx';

const person = { id: 5, name: 'Ada', email: 'ada@example.com' };
const NONE = {
  replies: 0,
  notes: 0,
  private_links: 0,
  suggestions: 0,
  history_entries: 0,
  views: 0,
};
const PATH = '/api/requesters/5/erase/';

/** @type {unknown[]} */
let sent;
/** @type {Response[]} */
let answers;

beforeEach(() => {
  sent = [];
  answers = [];
  server.use(
    http.get(PATH, () => HttpResponse.json({ ...NONE, tickets: 3, replies: 1, notes: 2 })),
    http.post(PATH, async ({ request }) => {
      sent.push(await request.json());
      return answers.shift();
    }),
  );
});

function open() {
  const onClose = vi.fn();
  const rendered = renderProduct(<ErasureDialog person={person} onClose={onClose} />);
  return { ...rendered, onClose };
}

const erase = () => screen.getByRole('button', { name: 'Erase for good' });
const field = () => screen.getByRole('textbox', { name: 'Type ada@example.com to confirm' });
const report = (/** @type {object} */ values) => HttpResponse.json({ ...NONE, ...values });

test('it says what will go before anything is asked', async () => {
  open();
  const dialog = screen.getByRole('dialog', { name: 'Erase this person?' });
  expect(await within(dialog).findByText('3 tickets')).toBeInTheDocument();
  expect(
    within(dialog)
      .getAllByRole('listitem')
      .map((one) => one.textContent),
  ).toEqual(['3 tickets', '1 reply', '2 internal notes', 'their name, address and language']);
});

test('only the address confirms it, in any case', async () => {
  answers = [report({ tickets: 3, complete: true })];
  const { user } = open();
  await user.click(erase());
  expect(field()).toHaveFocus();
  expect(field()).toHaveAccessibleDescription('That is not what it says above.');
  await user.type(field(), 'Ada');
  await user.click(erase());
  expect(sent).toEqual([]);
  await user.clear(field());
  await user.type(field(), ' ADA@example.com ');
  await user.click(erase());
  expect(await screen.findByText('The person is erased')).toBeInTheDocument();
  expect(sent).toEqual([{ confirm: 'ada@example.com' }]);
});

test('what takes several requests is told as one sum', async () => {
  answers = [
    report({ tickets: 200, notes: 1, complete: false }),
    report({ tickets: 3, complete: true }),
  ];
  const { user, onClose } = open();
  await user.type(field(), person.email);
  await user.click(erase());
  expect(await screen.findByText('203 tickets')).toBeInTheDocument();
  expect(screen.getByText('1 internal note')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalled();
});

test('after a failure it can be tried again', async () => {
  answers = [refusal(500), report({ tickets: 3, complete: true })];
  const { user } = open();
  await user.type(field(), person.email);
  await user.click(erase());
  expect(await screen.findByRole('alert')).toHaveTextContent('Not everything was erased.');
  await user.click(erase());
  expect(await screen.findByText('The person is erased')).toBeInTheDocument();
});

test('an admin confirms who they are before', async () => {
  const asked = { meta: { is_authenticated: true }, data: { flows: [] } };
  answers = [HttpResponse.json(asked, { status: 401 }), report({ tickets: 3, complete: true })];
  const prove = vi.fn(async () => true);
  const stop = reauthentication.onPaused(prove);
  const { user } = open();
  await user.type(field(), person.email);
  await user.click(erase());
  expect(await screen.findByText('The person is erased')).toBeInTheDocument();
  expect(prove).toHaveBeenCalledOnce();
  stop();
});

test('where nothing can be counted it says so', async () => {
  server.use(http.get(PATH, () => refusal(500)));
  open();
  await waitFor(() => expect(screen.getByText(/couldn’t count/)).toBeInTheDocument());
  expect(erase()).toBeInTheDocument();
});
