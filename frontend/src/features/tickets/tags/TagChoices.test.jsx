import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';

import { fold } from '../../../lib/folding.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { toastTexts } from '../../../test/page.js';
import { renderTickets } from '../../../test/render.jsx';
import { BULK, answerOnce, backend, refusal, server, ticketPath } from '../../../test/server.js';

const TAGS = '/api/tags/';
const NAMES = ['angry', 'refund', 'VAT'];

/** @type {import('../../../types').TagColor} */
const COLOR = 'blue';

beforeEach(() => {
  backend.tickets = [
    makeTicket({ tags: ['refund'], tag_colors: { refund: 'red' } }),
    makeTicket({ id: 2, tags: ['angry', 'refund', 'VAT'] }),
  ];
  server.use(
    http.get(TAGS, ({ request }) => {
      const search = new URL(request.url).searchParams.get('search') ?? '';
      const found = NAMES.filter((name) => fold(name).includes(fold(search)));
      return HttpResponse.json(
        found.map((name, at) => ({ id: at + 1, name, color: COLOR, version: 1 })),
      );
    }),
  );
});

const patches = () => backend.asked('PATCH', ticketPath(1)).map(({ body }) => body);
const field = () => screen.findByRole('combobox', { name: 'Find or create a tag' });
const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent);

/** Return the picker of an open ticket. */
async function renderPicker() {
  const view = await renderTickets('&ticket=1');
  await screen.findByRole('button', { name: 'Edit title' });
  await view.user.click(screen.getByRole('button', { name: /^Tags of #1/ }));
  await field();
  await screen.findByRole('option', { name: 'VAT' });
  return view;
}

test('the ticket’s own tags come first, and each choice is saved at once', async () => {
  const { user } = await renderPicker();
  expect(options()).toEqual(['refundChosen', 'angry', 'VAT']);
  await user.keyboard('vat');
  await waitFor(() => expect(options()).toEqual(['VAT']));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(backend.ticket(1)?.tags).toEqual(['refund', 'VAT']));
  expect(patches()).toEqual([{ tags: ['refund', 'VAT'] }]);
  await waitFor(() => expect(toastTexts()).toEqual(['#1: tags are refund, VAT now.']));
  // It is open for the next one, with an empty field.
  expect(await field()).toHaveValue('');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.getByRole('button', { name: /^Tags of #1: refund, VAT/ })).toHaveFocus();
  // What Escape closes first is the list, not what a toast offers.
  await user.click(screen.getByRole('button', { name: /^Undo/ }));
  await waitFor(() => expect(backend.ticket(1)?.tags).toEqual(['refund']));
});

test('a name that no tag has can be created', async () => {
  const { user } = await renderPicker();
  await user.keyboard('  Größe  XL ');
  const create = await screen.findByRole('option', { name: 'Create “Größe XL”' });
  await user.click(create);
  await waitFor(() => expect(backend.ticket(1)?.tags).toEqual(['Größe XL', 'refund']));
});

test.each([
  ['vát', null],
  ['a, b', 'A tag’s name has no comma.'],
  ['NONE', '“none” means tickets without tags. Choose another name.'],
  ['x'.repeat(51), 'A tag’s name has at most 50 characters.'],
])('%s is no name for a new one', async (text, problem) => {
  const { user } = await renderPicker();
  await user.type(await field(), text);
  if (problem) expect(await screen.findByText(problem)).toBeInTheDocument();
  else await waitFor(() => expect(options()).toEqual(['VAT']));
  expect(screen.queryByRole('option', { name: /^Create/ })).not.toBeInTheDocument();
});

test('nothing is offered as new before the server has said that there is no such tag', async () => {
  const { user } = await renderPicker();
  /** @type {(answer: Response) => void} */
  let answer = () => {};
  server.use(http.get(TAGS, () => new Promise((resolve) => (answer = resolve))));
  await user.keyboard('zebra');
  expect(await screen.findByText('Looking…')).toBeInTheDocument();
  await user.keyboard('{Enter}');
  answer(HttpResponse.json([]));
  expect(await screen.findByRole('option', { name: 'Create “zebra”' })).toBeInTheDocument();
  expect(patches()).toEqual([]);
});

test('tags that can’t be loaded say so, and those of the ticket can be taken off', async () => {
  server.use(http.get(TAGS, () => refusal(500)));
  const { user } = await renderTickets('&ticket=1');
  await screen.findByRole('button', { name: 'Edit title' });
  await user.click(screen.getByRole('button', { name: /^Tags of #1/ }));
  await user.click(await screen.findByRole('option', { name: /^refund/ }));
  await waitFor(() => expect(patches()).toEqual([{ tags: [] }]));
  expect(await screen.findByText('#1 has no tags now.')).toBeInTheDocument();
});

test('a ticket with 20 tags takes no other one before it has lost one', async () => {
  const twenty = Array.from({ length: 20 }, (_, at) => `tag ${at + 10}`);
  backend.tickets = [makeTicket({ tags: twenty })];
  const { user } = await renderPicker();
  expect(screen.getByText('At most 20. Take one off first.')).toBeInTheDocument();
  expect(screen.getByRole('option', { name: 'VAT' })).toHaveAttribute('aria-disabled', 'true');
  await user.click(screen.getByRole('option', { name: /^tag 10/ }));
  await waitFor(() =>
    expect(screen.queryByText('At most 20. Take one off first.')).not.toBeInTheDocument(),
  );
});

test('what somebody else adds at the same moment stays, and nobody is asked', async () => {
  const { user } = await renderPicker();
  backend.change(1, { tags: ['angry', 'refund'] });
  await user.click(screen.getByRole('option', { name: 'VAT' }));
  await waitFor(() => expect(backend.ticket(1)?.tags).toEqual(['angry', 'refund', 'VAT']));
  expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
});

test('a refused change is taken back, and says so', async () => {
  const { user } = await renderPicker();
  answerOnce('patch', ticketPath(1), refusal(500));
  await user.click(screen.getByRole('option', { name: 'VAT' }));
  await waitFor(() =>
    expect(toastTexts()).toEqual(['We couldn’t save the tags. They are refund again.']),
  );
  expect(screen.getByRole('option', { name: /^refund/ })).toHaveTextContent('Chosen');
  expect(screen.getByRole('option', { name: 'VAT' })).not.toHaveTextContent('Chosen');
});

test('two choices in a row are both saved, also if the first is slow', async () => {
  const { user } = await renderPicker();
  await user.click(screen.getByRole('option', { name: 'VAT' }));
  await user.click(screen.getByRole('option', { name: 'angry' }));
  await waitFor(() => expect(backend.ticket(1)?.tags).toEqual(['angry', 'refund', 'VAT']));
});

describe('for several tickets', () => {
  /** Return the picker for both tickets. */
  async function renderBulkPicker() {
    const view = await renderTickets();
    for (const id of [1, 2]) {
      await view.user.click(screen.getByRole('checkbox', { name: `Select ticket #${id}` }));
    }
    await view.user.click(
      within(await screen.findByRole('toolbar')).getByRole('button', { name: 'Tags' }),
    );
    await field();
    await screen.findByRole('option', { name: /^VAT/ });
    return view;
  }
  const bodies = () => backend.asked('POST', BULK).map(({ body }) => body);

  test('a tag that some have is added to all, taken off all, or left', async () => {
    server.use(
      http.post(BULK, () =>
        HttpResponse.json({
          changed: backend.tickets.map(({ id }) => ({ id, version: 2 })),
          unchanged: 0,
          missing: [],
          undo: [
            { ids: [1], set: { add_tags: ['refund'], remove_tags: ['VAT'] } },
            { ids: [2], set: { add_tags: ['refund'] } },
          ],
        }),
      ),
    );
    const { user } = await renderBulkPicker();
    expect(options()).toEqual(['refundChosen', 'angryOn some of them', 'VATOn some of them']);
    expect(screen.queryByRole('button', { name: 'Apply' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('option', { name: /^VAT/ }));
    await user.click(screen.getByRole('option', { name: /^refund/ }));
    expect(options()).toEqual(['refund', 'angryOn some of them', 'VATChosen']);
    expect(bodies()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(toastTexts()).toEqual(['2 tickets: added VAT, removed refund.']));
    expect(bodies()).toEqual([
      { operations: [{ ids: [1, 2], set: { add_tags: ['VAT'], remove_tags: ['refund'] } }] },
    ]);
    const rows = [...document.querySelectorAll('.row')];
    expect(rows.map((row) => row.querySelector('.row-tags')?.textContent)).toEqual([
      'VAT',
      'angryVAT',
    ]);
    await user.click(screen.getByRole('button', { name: /^Undo/ }));
    await waitFor(() => expect(bodies()).toHaveLength(2));
    expect(rows.map((row) => row.querySelector('.row-tags')?.textContent)).toEqual([
      'refund',
      'angryrefund+1and 1 more tag',
    ]);
  });

  test('nothing is changed where the list is closed without applying it', async () => {
    const { user } = await renderBulkPicker();
    await user.click(screen.getByRole('option', { name: /^VAT/ }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(bodies()).toEqual([]);
  });
});

describe('as a filter', () => {
  test('there are tickets with any, with all, with none of them, and without tags', async () => {
    const { user, address } = await renderTickets();
    await user.click(screen.getByRole('button', { name: 'Tags' }));
    await user.click(await screen.findByRole('option', { name: 'VAT' }));
    await user.click(screen.getByRole('button', { name: 'None of' }));
    await user.click(await screen.findByRole('option', { name: 'angry' }));
    await user.click(screen.getByRole('checkbox', { name: 'Without tags' }));
    await waitFor(() => expect(address.current.getAll('tag')).toEqual(['VAT', 'none']));
    expect(address.current.getAll('exclude_tag')).toEqual(['angry']);
    expect(screen.getByRole('button', { name: 'Tags, 3 chosen' })).toBeInTheDocument();
    const chips = [...document.querySelectorAll('.chip-text')].map(
      ({ textContent }) => textContent,
    );
    expect(chips).toEqual(['Tag is VAT, none', 'Tag is not angry']);
    await waitFor(() => {
      const [last] = backend.asked('GET', '/api/tickets/').slice(-1);
      expect(last.url.searchParams.getAll('tag')).toEqual(['VAT', 'none']);
      expect(last.url.searchParams.getAll('exclude_tag')).toEqual(['angry']);
    });
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Remove filter: tag VAT, none' }));
    expect(address.current.has('tag')).toBe(false);
  });
});

test('a row has two tags and the number of the others', async () => {
  await renderTickets();
  const [first, second] = [...document.querySelectorAll('.row-tags')];
  expect(first).toHaveTextContent('refund');
  expect(first.querySelector('.tag')).toHaveAttribute('data-color', 'red');
  expect(second).toHaveTextContent('angryrefund+1and 1 more tag');
  expect(within(/** @type {HTMLElement} */ (second)).getByTitle('VAT')).toBeInTheDocument();
});
