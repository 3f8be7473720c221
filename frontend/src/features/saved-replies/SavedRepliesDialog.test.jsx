import { act, screen, waitFor, within } from '@testing-library/react';
import { onlineManager } from '@tanstack/react-query';
import axe from 'axe-core';
import { http, HttpResponse } from 'msw';

import { ACCOUNT } from '../../domain/session/keys.js';
import { makeAccount } from '../../test/makeAccount.js';
import { makeSavedReply } from '../../test/makeSavedReply.js';
import { toastTexts } from '../../test/page.js';
import { renderProduct } from '../../test/render.jsx';
import { resetStores } from '../../test/resetStores.js';
import { backend, refusal, server } from '../../test/server.js';
import { ToastHost } from '../../ui/toasts/ToastHost.jsx';
import { SavedRepliesDialog } from './SavedRepliesDialog.jsx';

/** @typedef {import('../../types').SavedReply} SavedReply */

const LIST = '/api/saved-replies/';
const ONE = `${LIST}1/`;

/**
 * Serve saved replies, which requests change.
 * @param {SavedReply[]} replies
 */
function serve(replies) {
  let kept = replies;
  const find = (/** @type {any} */ id) => kept.find((reply) => reply.id === Number(id));
  server.use(
    http.get(LIST, ({ request }) => {
      const search = (new URL(request.url).searchParams.get('search') ?? '').toLowerCase();
      return HttpResponse.json(kept.filter(({ name }) => name.toLowerCase().includes(search)));
    }),
    http.post(LIST, async ({ request }) => {
      const values = /** @type {SavedReply} */ (await request.json());
      const made = makeSavedReply({ ...values, id: 90 + kept.length });
      kept = [...kept, made];
      return HttpResponse.json(made, { status: 201 });
    }),
    http.get(`${LIST}:id/`, ({ params }) => {
      const found = find(params.id);
      return found ? HttpResponse.json(found) : refusal(404);
    }),
    http.patch(`${LIST}:id/`, async ({ params, request }) => {
      const found = find(params.id);
      if (!found) return refusal(404);
      if (request.headers.get('If-Match') !== `"${found.version}"`) return refusal(412);
      const values = /** @type {SavedReply} */ (await request.json());
      const changed = { ...found, ...values, version: found.version + 1 };
      kept = kept.map((reply) => (reply === found ? changed : reply));
      return HttpResponse.json(changed);
    }),
    http.delete(`${LIST}:id/`, ({ params, request }) => {
      const found = find(params.id);
      if (!found) return refusal(404);
      if (request.headers.get('If-Match') !== `"${found.version}"`) return refusal(412);
      kept = kept.filter((reply) => reply !== found);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post('/api/markdown/', async ({ request }) => {
      const { text } = /** @type {{ text: string }} */ (await request.json());
      return HttpResponse.json({ html: `<p>${text}</p>` });
    }),
  );
  return {
    /** @param {Partial<SavedReply>} values of the first one, as somebody else changes it */
    change: (values) => {
      kept = kept.map((reply, index) =>
        index ? reply : { ...reply, ...values, version: reply.version + 1 },
      );
    },
    remove: () => {
      kept = kept.slice(1);
    },
  };
}

/** @param {import('../../types').Account} [account] who is signed in */
function open(account) {
  const onClose = vi.fn();
  const view = renderProduct(
    <>
      <SavedRepliesDialog onClose={onClose} />
      <ToastHost />
    </>,
  );
  if (account) view.client.setQueryData(ACCOUNT, account);
  return { ...view, onClose };
}

const edit = (name = 'Refund is on its way') =>
  screen.findByRole('button', { name: `Edit: ${name}` });
const text = () => /** @type {HTMLTextAreaElement} */ (screen.getByLabelText('Text'));
const save = () => screen.getByRole('button', { name: 'Save' });

test('they are listed with all that is known of them', async () => {
  const owner = { id: 7, name: 'Grace Hopper' };
  serve([
    makeSavedReply({ set: { status: 'resolved' }, used_count: 3, owner, can_edit: false }),
    makeSavedReply({ id: 2, name: 'My own', shared: false, shortcut: '', owner }),
  ]);
  open();
  const [shared, own] = await screen.findAllByRole('listitem');
  expect(shared).toHaveTextContent('refund');
  expect(shared).toHaveTextContent('Sets status to Resolved');
  expect(shared).toHaveTextContent('Used 3 times');
  expect(shared).toHaveTextContent('By Grace Hopper');
  expect(within(shared).queryByRole('button', { name: /^(Edit|Delete)/ })).toBeNull();
  expect(own).toHaveTextContent('Only you');
  expect(own).toHaveTextContent('Never used yet');
  expect(screen.getByText('2 saved replies')).toBeInTheDocument();
  expect((await axe.run(document.body)).violations.map(({ id }) => id)).toEqual([]);
});

test('they are searched for', async () => {
  serve([makeSavedReply(), makeSavedReply({ id: 2, name: 'Password' })]);
  const { user } = open();
  await edit();
  await user.type(screen.getByRole('searchbox'), 'pass');
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
  expect(screen.getByText('1 saved reply')).toBeInTheDocument();
  await user.type(screen.getByRole('searchbox'), 'x');
  expect(await screen.findByText('No saved reply has “passx” in it.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear the search' }));
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2));
});

test('further pages are shown when they are asked for', async () => {
  serve([]);
  server.use(
    http.get(LIST, ({ request }) => {
      const isSecond = new URL(request.url).searchParams.get('cursor') === 'two';
      const reply = isSecond ? makeSavedReply({ id: 2, name: 'Second' }) : makeSavedReply();
      const Link = `<http://api${LIST}?cursor=two>; rel="next"`;
      return HttpResponse.json([reply], isSecond ? {} : { headers: { Link } });
    }),
  );
  const { user } = open();
  expect(await screen.findByText('1+ saved reply')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2));
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

test('that there are none, that they are loading and that they failed is told', async () => {
  serve([]);
  server.use(http.get(LIST, () => refusal(500), { once: true }));
  server.use(http.get(LIST, () => refusal(500)));
  const { user } = open();
  expect(screen.getByText('Loading…')).toBeInTheDocument();
  expect(await screen.findByText('We couldn’t load the saved replies.')).toBeInTheDocument();
  serve([]);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No saved replies yet')).toBeInTheDocument();
});

test('a new one is made, with a variable at the cursor and values of the ticket', async () => {
  serve([]);
  const { user } = open();
  await user.click(screen.getByRole('button', { name: 'New saved reply' }));
  expect(screen.getByLabelText('Name')).toHaveFocus();
  await user.type(screen.getByLabelText('Name'), ' Welcome ');
  await user.type(screen.getByLabelText(/^Shortcut/), 'Hello You');
  await user.type(text(), 'Hi !');
  text().setSelectionRange(3, 3);
  await user.click(screen.getByRole('button', { name: 'Insert: First name' }));
  expect(text()).toHaveValue('Hi {{requester.first_name | there}}!');
  expect(text()).toHaveFocus();
  await user.selectOptions(screen.getByLabelText('Status'), 'Resolved');
  await user.selectOptions(screen.getByLabelText('Priority'), 'Low');
  await user.selectOptions(screen.getByLabelText('Priority'), 'No change');
  expect(await screen.findByText('Hi Ada!')).toBeInTheDocument();
  expect((await axe.run(document.body)).violations.map(({ id }) => id)).toEqual([]);
  await user.click(save());
  await waitFor(() => expect(toastTexts()).toContain('“Welcome” is saved.'));
  expect(backend.asked('POST', LIST)[0].body).toEqual({
    name: 'Welcome',
    shortcut: 'hello-you',
    text: 'Hi {{requester.first_name | there}}!',
    set: { status: 'resolved' },
    shared: true,
  });
  expect(await edit('Welcome')).toBeInTheDocument();
  expect(localStorage.getItem('tf.saved-reply-drafts')).toBeNull();
});

test('what is missing is told at its field, before anything is sent', async () => {
  serve([]);
  const { user } = open();
  await user.click(screen.getByRole('button', { name: 'New saved reply' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(screen.getByLabelText('Name')).toHaveAccessibleDescription('Give it a name.');
  expect(text()).toHaveAccessibleDescription(/^Write the text first\./);
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveFocus());
  await user.type(screen.getByLabelText(/^Shortcut/), 'a!');
  expect(screen.getByLabelText(/^Shortcut/)).toHaveAccessibleDescription(/letters a to z/);
  expect(backend.asked('POST', LIST)).toEqual([]);
});

test('what the server refuses is told at its field, and nothing is lost', async () => {
  serve([makeSavedReply()]);
  const told = { shortcut: ['Another saved reply has this shortcut.'] };
  server.use(http.patch(ONE, () => HttpResponse.json(told, { status: 400 })));
  const { user } = open();
  await user.click(await edit());
  await user.type(screen.getByLabelText(/^Shortcut/), 'x');
  await user.click(save());
  await waitFor(() =>
    expect(screen.getByLabelText(/^Shortcut/)).toHaveAccessibleDescription(/has this shortcut/),
  );
  expect(screen.getByLabelText(/^Shortcut/)).toHaveValue('refundx');
  await user.type(screen.getByLabelText(/^Shortcut/), 'y');
  expect(screen.queryByText(told.shortcut[0])).toBeNull();
});

test('what was not saved is there again after a reload', async () => {
  serve([makeSavedReply()]);
  const first = open();
  await first.user.click(await edit());
  await first.user.type(text(), ' More');
  expect(screen.getByText('Draft kept on this device')).toBeInTheDocument();
  await waitFor(() => expect(localStorage.getItem('tf.saved-reply-drafts')).toContain('More'));
  await first.user.keyboard('{Escape}');
  expect(first.onClose).not.toHaveBeenCalled();
  expect(await edit()).toHaveFocus();
  expect(screen.getByText('Unsaved changes')).toBeInTheDocument();
  first.unmount();
  resetStores();

  const { user } = open();
  await user.click(await edit());
  expect(text().value).toMatch(/ More$/);
  expect(screen.getByText('Your unsaved changes are back.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Discard changes' }));
  expect(await edit()).toBeInTheDocument();
  expect(screen.queryByText('Unsaved changes')).toBeNull();
  expect(localStorage.getItem('tf.saved-reply-drafts')).toBeNull();
});

test('the draft of one person is not shown to another', async () => {
  serve([]);
  const first = open(makeAccount({ id: 1 }));
  await first.user.click(screen.getByRole('button', { name: 'New saved reply' }));
  await first.user.type(text(), 'Secret');
  first.unmount();
  const { user } = open(makeAccount({ id: 2 }));
  await user.click(screen.getByRole('button', { name: 'New saved reply' }));
  expect(text()).toHaveValue('');
});

test('what somebody else has changed meanwhile is shown, and one decides', async () => {
  const others = serve([makeSavedReply()]);
  // As in new browsers: what it returns is no clean-up.
  Element.prototype.scrollIntoView = vi.fn(() => Promise.resolve());
  const { user } = open();
  await user.click(await edit());
  others.change({ text: 'Theirs.' });
  await user.clear(text());
  await user.type(text(), 'Mine.');
  await user.click(save());
  const conflict = within(await screen.findByRole('alert'));
  expect(conflict.getByText('Theirs.')).toBeInTheDocument();
  expect(text()).toHaveValue('Mine.');
  await user.click(conflict.getByRole('button', { name: 'Save mine' }));
  expect(await screen.findByText('Mine.')).toBeInTheDocument();

  await user.click(await edit());
  others.change({ text: 'Theirs again.' });
  await user.type(text(), 'x');
  await user.click(save());
  await user.click(await screen.findByRole('button', { name: 'Take theirs' }));
  expect(text()).toHaveValue('Theirs again.');
  await user.type(text(), '!');
  await user.click(save());
  expect(await screen.findByText('Theirs again.!')).toBeInTheDocument();
});

test('what somebody else has deleted meanwhile can be saved as a new one', async () => {
  const others = serve([makeSavedReply()]);
  const { user } = open();
  await user.click(await edit());
  others.remove();
  await user.type(text(), ' Still here.');
  await user.click(save());
  await user.click(await screen.findByRole('button', { name: 'Save as new' }));
  await waitFor(() => expect(backend.asked('POST', LIST)).toHaveLength(1));
  expect(await edit()).toBeInTheDocument();
});

test('it is asked before one is deleted', async () => {
  serve([makeSavedReply()]);
  const { user } = open();
  const remove = await screen.findByRole('button', { name: /^Delete: / });
  await user.click(remove);
  const question = within(screen.getByRole('group', { name: /^Delete “/ }));
  expect(question.getByRole('button', { name: 'Keep it' })).toHaveFocus();
  await user.click(question.getByRole('button', { name: 'Keep it' }));
  await waitFor(() => expect(remove).toHaveFocus());
  expect(backend.asked('DELETE', ONE)).toEqual([]);
  await user.click(remove);
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('No saved replies yet')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'New saved reply' })).toHaveFocus();
});

test('what was changed meanwhile is not deleted', async () => {
  const others = serve([makeSavedReply()]);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Delete: / }));
  others.change({ text: 'Better.' });
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText(/is still there/)).toBeInTheDocument();
  expect(await screen.findByText('Better.')).toBeInTheDocument();
});

test('a copy becomes one’s own', async () => {
  serve([makeSavedReply({ can_edit: false })]);
  const { user } = open(makeAccount({ id: 2 }));
  await user.click(await screen.findByRole('button', { name: /^Make a copy: / }));
  expect(screen.getByLabelText('Name')).toHaveValue('Refund is on its way (copy)');
  expect(screen.getByLabelText(/^Shortcut/)).toHaveValue('');
  await user.click(screen.getByRole('checkbox', { name: /^Share it/ }));
  await user.click(save());
  await waitFor(() => expect(backend.asked('POST', LIST)).toHaveLength(1));
  expect(backend.asked('POST', LIST)[0].body).toMatchObject({ shared: false, shortcut: '' });
});

test('whom it is shared with is its owner’s to say', async () => {
  serve([makeSavedReply({ owner: { id: 7, name: 'Grace' } })]);
  const { user } = open(makeAccount({ id: 2, is_admin: true }));
  await user.click(await edit());
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('offline it is told that what is written is kept', async () => {
  serve([makeSavedReply()]);
  const { user } = open();
  await user.click(await edit());
  act(() => onlineManager.setOnline(false));
  expect(await screen.findByText(/What you write is kept/)).toBeInTheDocument();
  act(() => onlineManager.setOnline(true));
});
