import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { http, HttpResponse } from 'msw';

import { ACCOUNT } from '../../../domain/session/keys.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { SettingsDialog } from '../SettingsDialog.jsx';

/** @typedef {import('../../../types').Tag} Tag */

const LIST = '/api/tags/';

/** @param {Partial<Tag>} values @returns {Tag} */
const tag = (values) => ({ id: 1, name: 'vat', color: 'gray', version: 1, ...values });

/** @param {Tag[]} tags @param {number | null} [count] of the tickets of each */
function serve(tags, count = 7) {
  const state = { tags };
  const find = (/** @type {any} */ id) => state.tags.find((one) => one.id === Number(id));
  server.use(
    http.get(LIST, ({ request }) => {
      const search = new URL(request.url).searchParams.get('search') ?? '';
      return HttpResponse.json(state.tags.filter(({ name }) => name.includes(search)));
    }),
    http.post(LIST, async ({ request }) => {
      const made = tag({ id: 90, .../** @type {any} */ (await request.json()) });
      state.tags = [...state.tags, made];
      return HttpResponse.json({ ...made, ticket_count: 0 }, { status: 201 });
    }),
    http.get(`${LIST}:id/`, ({ params }) =>
      HttpResponse.json({ ...find(params.id), ticket_count: count }),
    ),
    http.patch(`${LIST}:id/`, async ({ params, request }) => {
      const found = find(params.id);
      if (!found) return refusal(404);
      if (request.headers.get('If-Match') !== `"${found.version}"`) return refusal(412);
      const sent = /** @type {Partial<Tag>} */ (await request.json());
      const changed = { ...found, ...sent, version: found.version + 1 };
      state.tags = state.tags.map((one) => (one === found ? changed : one));
      return HttpResponse.json({ ...changed, ticket_count: count });
    }),
    http.post(`${LIST}:id/merge/`, ({ params }) => {
      state.tags = state.tags.filter(({ id }) => id !== Number(params.id));
      return HttpResponse.json({ ...state.tags[0], ticket_count: count });
    }),
    http.delete(`${LIST}:id/`, ({ params }) => {
      state.tags = state.tags.filter(({ id }) => id !== Number(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return state;
}

function open(account = makeAccount({ is_admin: true })) {
  const view = renderProduct(
    <>
      <SettingsDialog page="tags" savedReplies={null} onClose={vi.fn()} />
    </>,
    { at: '?tab=tickets' },
  );
  view.client.setQueryData(ACCOUNT, account);
  return view;
}

const button = (/** @type {string} */ name) => screen.getByRole('button', { name });
const shown = () =>
  [...document.querySelectorAll('.settings-rows h4')].map((one) => one.textContent);

describe('the tags in the settings', () => {
  it('finds, renames and colours them, and takes that back', async () => {
    const state = serve([tag({}), tag({ id: 2, name: 'angry' })]);
    const { user } = open();
    await screen.findByRole('heading', { name: 'angry' });
    await user.type(screen.getByRole('searchbox', { name: 'Search tags' }), 'va');
    await waitFor(() => expect(shown()).toEqual(['vat']));
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    await user.click(button('Edit: vat'));
    await user.keyboard('{Control>}a{/Control}');
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('vat number');
    await user.click(screen.getByRole('radio', { name: 'Teal' }));
    await user.click(button('Save'));
    await waitFor(() => expect(shown()).toEqual(['vat number']));
    expect(state.tags[0]).toMatchObject({ name: 'vat number', color: 'teal', version: 2 });
    await waitFor(() => expect(button('Edit: vat number')).toHaveFocus());
    await user.click(await screen.findByRole('button', { name: /^Undo: / }));
    await waitFor(() => expect(state.tags[0]).toMatchObject({ name: 'vat', color: 'gray' }));
  });

  it.each([
    ['a,b', 'A tag’s name has no comma.'],
    ['None', '“none” means tickets without tags. Choose another name.'],
    [' ', 'Give it a name.'],
  ])('refuses the name “%s” before it is sent', async (name, reason) => {
    serve([]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'New tag' }));
    await user.keyboard(`${name}{Enter}`);
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(reason);
    expect(backend.asked('POST', LIST)).toHaveLength(0);
  });

  it('merges one into another, and tells what that touches first', async () => {
    const state = serve([tag({}), tag({ id: 2, name: 'tax' })]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Merge into another: tax' }));
    expect(screen.getByRole('combobox', { name: 'Find the other tag' })).toHaveFocus();
    await user.keyboard('va');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(screen.queryByRole('option', { name: 'tax' })).toBeNull();
    await user.keyboard('{Enter}');
    expect(
      await screen.findByText(
        '7 tickets will have “vat” instead. “tax” is gone then, and this cannot be undone.',
      ),
    ).toBeInTheDocument();
    expect(button('Choose another')).toHaveFocus();
    await user.click(button('Merge'));
    await waitFor(() => expect(shown()).toEqual(['vat']));
    expect(state.tags).toHaveLength(1);
    expect(backend.asked('POST', `${LIST}2/merge/`)[0].body).toEqual({ into: 1 });
    expect(await screen.findByText('“tax” is “vat” now.')).toBeInTheDocument();
  });

  it('goes back from merging by Escape, step by step', async () => {
    serve([tag({}), tag({ id: 2, name: 'tax' })]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Merge into another: tax' }));
    await user.click(await screen.findByRole('option', { name: 'vat' }));
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('combobox', { name: 'Find the other tag' })).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(button('Merge into another: tax')).toHaveFocus());
  });

  it.each([
    [3, '3 tickets will be without it. This cannot be undone.'],
    [0, 'No ticket has it. This cannot be undone.'],
    [null, 'Many tickets will be without it. This cannot be undone.'],
  ])('deletes one that is on %s tickets after a question', async (count, text) => {
    const state = serve([tag({})], count);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Delete: vat' }));
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(button('Keep it')).toHaveFocus();
    await user.click(button('Delete'));
    await screen.findByText('No tags yet');
    expect(state.tags).toEqual([]);
  });

  it('lets agents look alone', async () => {
    serve([tag({})]);
    open(makeAccount());
    await screen.findByRole('heading', { name: 'vat' });
    expect(screen.getByText(/Only admins change this/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /vat|New tag/ })).toBeNull();
  });
});
