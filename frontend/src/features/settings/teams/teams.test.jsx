import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { http, HttpResponse } from 'msw';

import { ACCOUNT } from '../../../domain/session/keys.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeMember, makeTeam, NO_CATEGORY_TEAMS } from '../../../test/makeTeam.js';
import { renderProduct } from '../../../test/render.jsx';
import { backend, refusal, server } from '../../../test/server.js';
import { SettingsDialog } from '../SettingsDialog.jsx';

/** @typedef {import('../../../types').Team} Team */

const LIST = '/api/teams/';
const LATER = '2126-03-02T10:00:00.000Z';
const AGENTS = [
  { id: 5, name: 'Ada' },
  { id: 6, name: 'Grace' },
];

/** @param {any} sent @returns {any} as the server reads names */
const named = (sent) => ({
  ...sent,
  ...(sent.members && {
    members: sent.members.map((/** @type {any} */ member) => ({
      ...member,
      name: AGENTS.find(({ id }) => id === member.id)?.name,
    })),
  }),
});

/** @param {Team[]} teams */
function serve(teams) {
  const state = { teams, categories: { ...NO_CATEGORY_TEAMS } };
  const find = (/** @type {any} */ id) => state.teams.find((team) => team.id === Number(id));
  server.use(
    http.get(LIST, () => HttpResponse.json(state.teams)),
    http.get('/api/agents/', ({ request }) => {
      const search = (new URL(request.url).searchParams.get('search') ?? '').toLowerCase();
      return HttpResponse.json(AGENTS.filter(({ name }) => name.toLowerCase().includes(search)));
    }),
    http.get('/api/category-teams/', () => HttpResponse.json(state.categories)),
    http.patch('/api/category-teams/', async ({ request }) => {
      const sent = /** @type {Record<string, number | null>} */ (await request.json());
      for (const [category, id] of Object.entries(sent)) {
        Object.assign(state.categories, { [category]: id && (find(id) ?? null) });
      }
      return HttpResponse.json(state.categories);
    }),
    http.post(LIST, async ({ request }) => {
      const made = makeTeam({ id: 90, ...named(await request.json()) });
      state.teams = [...state.teams, made];
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
      const changed = { ...found, ...named(await request.json()), version: found.version + 1 };
      state.teams = state.teams.map((team) => (team === found ? changed : team));
      return HttpResponse.json(changed);
    }),
    http.delete(`${LIST}:id/`, ({ params }) => {
      state.teams = state.teams.filter(({ id }) => id !== Number(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return state;
}

/** @param {import('../../../types').Account | null} [account] */
async function open(account = makeAccount({ id: 5, is_admin: true })) {
  const onClose = vi.fn();
  const view = renderProduct(
    <>
      <SettingsDialog page="teams" savedReplies={<p>Replies</p>} onClose={onClose} />
    </>,
    { at: '?tab=tickets' },
  );
  view.client.setQueryData(ACCOUNT, account);
  return { ...view, onClose };
}

const row = async (/** @type {string} */ name) =>
  /** @type {HTMLElement} */ ((await screen.findByRole('heading', { name })).closest('li'));
const button = (/** @type {string | RegExp} */ name) => screen.getByRole('button', { name });

describe('the teams in the settings', () => {
  it('lists teams with their members, and how they assign', async () => {
    serve([
      makeTeam({
        name: 'Billing',
        assignment: 'round_robin',
        is_closed: true,
        members: [makeMember(), makeMember({ id: 6, name: 'Grace', away_until: LATER })],
      }),
    ]).categories.billing = { id: 1, name: 'Billing', is_closed: true };
    await open();
    const billing = await row('Billing');
    expect(billing).toHaveTextContent('2 members');
    expect(billing).toHaveTextContent('1 away');
    expect(billing).toHaveTextContent('In turn');
    expect(billing).toHaveTextContent('Gets Billing');
    expect(billing).toHaveTextContent('closed');
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('makes a team with members who are found by typing', async () => {
    serve([]);
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'New team' }));
    await user.keyboard('Billing');
    await user.click(screen.getByRole('radio', { name: 'In turn' }));
    await user.click(screen.getByRole('switch', { name: 'Closed to others' }));
    await user.click(screen.getByRole('checkbox', { name: /Technical/ }));
    await user.click(button('Add a member'));
    await user.keyboard('gra');
    await screen.findByRole('option', { name: 'Grace' });
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.keyboard('{Enter}');
    await user.type(screen.getByLabelText('Most open tickets for Grace'), '4');
    await user.click(button('Save'));
    const grace = await row('Billing');
    expect(grace).toHaveTextContent('1 member');
    expect(backend.asked('POST', LIST)[0].body).toEqual({
      name: 'Billing',
      assignment: 'round_robin',
      is_closed: true,
      members: [{ id: 6, capacity: 4, away_until: null }],
    });
    expect(backend.asked('PATCH', '/api/category-teams/')[0].body).toEqual({ technical: 90 });
    await waitFor(() => expect(within(grace).getAllByRole('button')[0]).toHaveFocus());
  });

  it('says what is missing, and sends nothing', async () => {
    serve([]);
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'New team' }));
    await user.click(button('Save'));
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(
      'Give it a name.',
    );
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    expect(backend.asked('POST', LIST)).toHaveLength(0);
  });

  it('sends only what has changed, and takes it back', async () => {
    const state = serve([makeTeam({ name: 'Billing' })]);
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Edit: Billing' }));
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('Invoices{Enter}');
    await row('Invoices');
    const [{ body, headers }] = backend.asked('PATCH', `${LIST}1/`);
    expect(body).toEqual({ name: 'Invoices' });
    expect(headers.get('If-Match')).toBe('"1"');
    await user.click(await screen.findByRole('button', { name: /^Undo: / }));
    await waitFor(() => expect(state.teams[0].name).toBe('Billing'));
  });

  it('merges what somebody else has changed meanwhile, and saves over it', async () => {
    const state = serve([makeTeam({ name: 'Billing' })]);
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Edit: Billing' }));
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.keyboard('Invoices');
    const members = [makeMember(), makeMember({ id: 6, name: 'Grace' })];
    state.teams = [makeTeam({ name: 'Money', members, version: 2 })];
    await user.click(button('Save'));
    const note = await screen.findByRole('alert');
    expect(note).toHaveTextContent('Both of you changed: name.');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Invoices');
    expect(screen.getByLabelText('Most open tickets for Grace')).toBeInTheDocument();
    await user.click(button('Save'));
    await row('Invoices');
    expect(state.teams[0]).toMatchObject({ name: 'Invoices', members, version: 3 });
  });

  it('offers to save it as a new one where somebody has deleted it', async () => {
    const state = serve([makeTeam({ name: 'Billing' })]);
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Edit: Billing' }));
    await user.keyboard(' two');
    state.teams = [];
    await user.click(button('Save'));
    await user.click(await screen.findByRole('button', { name: 'Save as new' }));
    await row('Billing two');
    expect(state.teams).toMatchObject([{ id: 90, name: 'Billing two' }]);
  });

  it('keeps what was typed when the settings close', async () => {
    serve([makeTeam({ name: 'Billing' })]);
    const first = await open();
    await first.user.click(await screen.findByRole('button', { name: 'Edit: Billing' }));
    await first.user.keyboard(' two');
    await first.user.keyboard('{Escape}');
    expect(await row('Billing')).toHaveTextContent('Unsaved changes');
    expect(first.onClose).not.toHaveBeenCalled();
    await first.user.keyboard('{Escape}');
    expect(first.onClose).toHaveBeenCalled();
    first.unmount();
    const second = await open();
    await second.user.click(await screen.findByRole('button', { name: 'Edit: Billing' }));
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Billing two');
    await second.user.click(button('Discard changes'));
    expect(await row('Billing')).not.toHaveTextContent('Unsaved changes');
  });

  it('tells how many open tickets a team has before it is deleted', async () => {
    const state = serve([makeTeam({ name: 'Billing' })]);
    server.use(
      http.get('/api/tickets/counts/', () =>
        HttpResponse.json({
          cells: [
            { status: 'open', priority: 'low', category: 'billing', count: 3 },
            { status: 'closed', priority: 'low', category: 'billing', count: 8 },
          ],
          exact: true,
        }),
      ),
    );
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Delete: Billing' }));
    expect(await screen.findByText('3 open tickets will be in no team.')).toBeInTheDocument();
    await user.click(button('Delete'));
    expect(await screen.findByText('“Billing” is deleted.')).toBeInTheDocument();
    await screen.findByText('No teams yet');
    expect(state.teams).toEqual([]);
    expect(document.querySelector('[data-create]')).toHaveFocus();
  });

  it('lets agents look, and says that admins change it', async () => {
    serve([makeTeam({ name: 'Billing', members: [makeMember({ capacity: 3 })] })]);
    const { user } = await open(makeAccount());
    await user.click(await screen.findByRole('button', { name: 'Members of Billing' }));
    expect(await row('Billing')).toHaveTextContent('Adaup to 3 open');
    expect(screen.getByText(/Only admins change this/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Edit|Delete|New team/ })).toBeNull();
  });

  it('asks strangers of an open demo to sign in', async () => {
    serve([makeTeam()]);
    await open(null);
    expect(await screen.findByText(/Sign in as an admin/)).toBeInTheDocument();
  });

  it('says why nothing is there, and tries again', async () => {
    serve([makeTeam({ name: 'Billing' })]);
    server.use(http.get(LIST, () => refusal(403, 'Not today.'), { once: true }));
    const { user } = await open();
    expect(await screen.findByText('We couldn’t load the teams.')).toBeInTheDocument();
    await user.click(button('Try again'));
    await row('Billing');
  });
});
