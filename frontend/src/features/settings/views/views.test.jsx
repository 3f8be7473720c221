import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { http, HttpResponse } from 'msw';

import { ACCOUNT } from '../../../domain/session/keys.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeMember, makeTeam } from '../../../test/makeTeam.js';
import { makeView } from '../../../test/makeView.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { SettingsDialog } from '../SettingsDialog.jsx';

/** @typedef {import('../../../types').SharedView} SharedView */

const ROOT = makeAccount({ id: 9, name: 'Root', is_admin: true });
const BILLING = { id: 3, name: 'Billing', is_closed: false };
const LIST = '/api/views/';

/** @param {SharedView[]} views */
function serve(views) {
  const state = { views };
  const find = (/** @type {any} */ id) => state.views.find((one) => one.id === Number(id));
  server.use(
    http.get(LIST, () => HttpResponse.json(state.views)),
    http.get('/api/teams/', () =>
      HttpResponse.json([
        makeTeam({ ...BILLING, members: [makeMember({ id: 9 })] }),
        makeTeam({ id: 4, name: 'Technical', members: [] }),
      ]),
    ),
    http.patch(`${LIST}:id/`, async ({ params, request }) => {
      const found = find(params.id);
      if (!found) return refusal(404);
      if (request.headers.get('If-Match') !== `"${found.version}"`) return refusal(412);
      const sent = /** @type {Partial<SharedView>} */ (await request.json());
      const team = sent.shared_with === BILLING.id ? BILLING : null;
      const changed = { ...found, ...sent, team, version: found.version + 1 };
      state.views = state.views.map((one) => (one === found ? changed : one));
      return HttpResponse.json(changed);
    }),
    http.delete(`${LIST}:id/`, ({ params }) => {
      state.views = state.views.filter(({ id }) => id !== Number(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return state;
}

function open(account = ROOT) {
  const view = renderProduct(
    <>
      <SettingsDialog page="views" savedReplies={null} onClose={vi.fn()} />
    </>,
    { at: '?tab=tickets' },
  );
  view.client.setQueryData(ACCOUNT, account);
  return view;
}

const rows = () => [...document.querySelectorAll('.settings-row')].map((one) => one.textContent);
const button = (/** @type {string} */ name) => screen.getByRole('button', { name });

describe('the views in the settings', () => {
  it('lists those that are shared, with whom and by whom', async () => {
    serve([
      makeView({ id: 1, name: 'Mine alone' }),
      makeView({ id: 2, name: 'Urgent', shared_with: 'everyone' }),
      makeView({ id: 3, name: 'Refunds', shared_with: 3, team: BILLING, owner: null }),
    ]);
    open();
    await screen.findByRole('heading', { name: 'Urgent' });
    expect(rows()).toEqual([
      'UrgentWith everyoneBy Ada',
      'RefundsWith team BillingBy an agent who is gone',
    ]);
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('renames one and shares it with a team, and takes that back', async () => {
    const state = serve([makeView({ name: 'Urgent', shared_with: 'everyone' })]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Edit: Urgent' }));
    await user.keyboard(' now');
    const choice = screen.getByLabelText('Who sees it');
    await screen.findByRole('option', { name: 'Team Billing' });
    expect([...choice.querySelectorAll('option')].map((one) => one.textContent)).toEqual([
      'Only Ada',
      'Team Billing',
      'Team Technical',
      'Everyone',
    ]);
    await user.selectOptions(choice, 'Team Billing');
    await user.click(button('Save'));
    await waitFor(() => expect(rows()).toEqual(['Urgent nowWith team BillingBy Ada']));
    expect(backend.asked('PATCH', `${LIST}1/`)[0].body).toEqual({
      name: 'Urgent now',
      shared_with: 3,
    });
    await user.click(await screen.findByRole('button', { name: /^Undo: / }));
    await waitFor(() =>
      expect(state.views[0]).toMatchObject({ name: 'Urgent', shared_with: 'everyone' }),
    );
  });

  it('merges what its owner has changed meanwhile', async () => {
    const state = serve([makeView({ name: 'Urgent', shared_with: 'everyone' })]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Edit: Urgent' }));
    await user.keyboard(' now');
    state.views = [makeView({ name: 'Urgent', shared_with: 3, team: BILLING, version: 2 })];
    await user.click(button('Save'));
    expect(await screen.findByRole('alert')).not.toHaveTextContent('Both of you');
    expect(screen.getByLabelText('Who sees it')).toHaveValue('3');
    await user.click(button('Save'));
    await waitFor(() => expect(rows()).toEqual(['Urgent nowWith team BillingBy Ada']));
  });

  it('deletes one after a question', async () => {
    const state = serve([makeView({ name: 'Urgent', shared_with: 3, team: BILLING })]);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Delete: Urgent' }));
    expect(screen.getByText(/gone for all of Billing/)).toBeInTheDocument();
    await user.click(button('Delete'));
    await screen.findByText('No shared views yet');
    expect(state.views).toEqual([]);
  });

  it('lets agents edit their own alone', async () => {
    serve([
      makeView({ id: 1, name: 'Hers', shared_with: 'everyone', can_edit: false }),
      makeView({ id: 2, name: 'His', shared_with: 'everyone' }),
    ]);
    open(makeAccount({ id: 5 }));
    await screen.findByRole('button', { name: 'Edit: His' });
    expect(screen.queryByRole('button', { name: /Hers/ })).toBeNull();
  });
});
