import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';

import { serveAccount } from '../../../test/account.js';
import { makeAccount } from '../../../test/makeAccount.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { renderProduct, renderTickets } from '../../../test/render.jsx';
import { answerOnce, backend, server } from '../../../test/server.js';
import { makeView } from '../../../test/makeView.js';
import { QUEUES, VIEWS, kept } from '../../../test/sharedViews.js';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { FilterBar } from '../filters/FilterBar.jsx';
import { useWorkspace } from '../useWorkspace.js';
import { useSavedViews } from './savedViews.js';
import { ViewsRail } from './ViewsRail.jsx';

const ME = makeAccount({ id: 5, name: 'Ada' });
const TEAMS = [
  { id: 3, name: 'Billing', members: [{ id: 5, name: 'Ada' }] },
  { id: 4, name: 'Technical', members: [] },
];

function signIn(account = ME) {
  localStorage.setItem('tf.session', '1');
  serveAccount(() => account);
}

beforeEach(() => {
  server.use(http.get('/api/teams/', () => HttpResponse.json(TEAMS)));
  backend.tickets = [makeTicket({ id: 2 }), makeTicket({ id: 1, status: 'closed' })];
});

/** The rail, and the head of the list. */
function Views() {
  const { list } = useWorkspace();
  return (
    <>
      <ViewsRail />
      <FilterBar query={list.query} />
      <ToastHost />
    </>
  );
}

const renderViews = (at = '') => renderProduct(<Views />, { at: `?tab=tickets${at}` });

const rail = () => within(screen.getByRole('navigation', { name: 'Views' }));

describe('the rail', () => {
  test('has the queues with their counts in one request', async () => {
    signIn();
    renderViews();
    expect(
      await rail().findByRole('link', { name: /^Unassigned ?, 1 ticket/ }),
    ).toBeInTheDocument();
    expect(rail().getByRole('link', { name: /^Mine ?, 0 tickets/ })).toBeInTheDocument();
    expect(rail().getByRole('link', { name: /^My teams ?, 0 tickets/ })).toBeInTheDocument();
    expect(backend.asked('GET', QUEUES)).toHaveLength(1);
  });

  test('leaves out what belongs to nobody who is not signed in', async () => {
    renderViews();
    await rail().findByRole('link', { name: /^Unassigned ?, 1 ticket/ });
    expect(rail().queryByRole('link', { name: /^Mine/ })).toBeNull();
    expect(rail().queryByRole('link', { name: /^My teams/ })).toBeNull();
  });

  test('says where counting has stopped', async () => {
    server.use(
      http.get(QUEUES, () =>
        HttpResponse.json({ unassigned: { count: 10_000, exact: false }, mine: null, views: {} }),
      ),
    );
    signIn();
    renderViews();
    const link = await rail().findByRole('link', { name: /^Unassigned ?, 10.?000\+ tickets/ });
    expect(link).toHaveTextContent(/10.?000\+/);
    expect(rail().getByRole('link', { name: 'Mine' })).toBeInTheDocument();
  });

  test('is walked through by the arrow keys', async () => {
    const { user } = renderViews();
    const links = rail().getAllByRole('link');
    links[0].focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(links[2]).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(links[1]).toHaveFocus();
    await user.keyboard('{End}');
    expect(links.at(-1)).toHaveFocus();
    await user.keyboard('{ArrowDown}{Home}{ArrowUp}');
    expect(links[0]).toHaveFocus();
  });

  test('offers to load the views again where they could not be', async () => {
    answerOnce('get', VIEWS, HttpResponse.json({}, { status: 400 }));
    const { user } = renderViews();
    await rail().findByText('The saved views couldn’t be loaded.');
    kept.views = [makeView({ name: 'Urgent' })];
    await user.click(rail().getByRole('button', { name: 'Try again' }));
    expect(await rail().findByRole('link', { name: /^Urgent/ })).toBeInTheDocument();
  });

  test('leaves a view with a filter that the interface has not to programs', async () => {
    kept.views = [makeView({ id: 1, name: 'Of a program', query: 'requester=7' }), makeView()];
    renderViews();
    await rail().findByRole('link', { name: /^View 1/ });
    expect(rail().queryByRole('link', { name: /^Of a program/ })).toBeNull();
  });
});

describe('a queue', () => {
  test('has its own order, and goes by a key', async () => {
    signIn();
    const { address } = await renderTickets('&group=priority&columns=team');
    act(() => runCommand('go_waiting'));
    await waitFor(() => expect(address.current.get('awaiting')).toBe('agent'));
    expect(Object.fromEntries(address.current)).toMatchObject({
      ordering: 'waiting_since',
      columns: 'team',
    });
    expect(address.current.has('group')).toBe(false);
    expect(screen.getByRole('heading', { name: 'Waiting for us' })).toHaveFocus();
    act(() => runCommand('go_mine'));
    await waitFor(() => expect(address.current.get('assignee')).toBe('me'));
    expect(address.current.has('ordering')).toBe(false);
  });
});

describe('a view on the server', () => {
  beforeEach(() => {
    kept.views = [
      makeView({
        id: 7,
        name: 'Urgent',
        query: 'exclude_status=closed&team=3&team=mine&search=a+b',
        ordering: 'waiting_since',
        group: 'priority',
        columns: ['team', 'assignee'],
      }),
      makeView({
        id: 8,
        name: 'For all',
        shared_with: 'everyone',
        owner: { id: 9, name: 'Root' },
        can_edit: false,
      }),
    ];
    signIn();
  });

  test('is a link to all that it keeps', async () => {
    const { user, address } = renderViews();
    await user.click(await rail().findByRole('link', { name: /^Urgent/ }));
    await waitFor(() => expect(address.current.get('view')).toBe('7'));
    expect(address.current.getAll('exclude_status')).toEqual(['closed']);
    expect(address.current.getAll('team')).toEqual(['3', 'mine']);
    expect(address.current.getAll('columns')).toEqual(['team', 'assignee']);
    expect(address.current.get('search')).toBe('a b');
    expect(address.current.get('ordering')).toBe('waiting_since');
    expect(address.current.get('group')).toBe('priority');
    expect(screen.getByRole('heading', { name: 'Urgent' })).toBeInTheDocument();
    expect(rail().getByRole('link', { name: /^Urgent/ })).toHaveAttribute('aria-current', 'page');
    expect(screen.queryByText('Edited')).toBeNull();
  });

  test('of others says whose it is, and cannot be edited', async () => {
    renderViews('&view=8&status=closed');
    const link = await rail().findByRole('link', {
      name: /^For all ?, Shared with everyone by Root/,
    });
    expect(link).toHaveAttribute('aria-current', 'page');
    expect(rail().queryByRole('button', { name: 'Actions of the view For all' })).toBeNull();
    expect(screen.getByText('Edited')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Update view' })).toBeNull();
  });

  test('that was edited is updated, and gets back what it had', async () => {
    const { user } = renderViews('&view=7&status=open');
    await user.click(await screen.findByRole('button', { name: 'Update view' }));
    await waitFor(() => expect(kept.views[0].version).toBe(2));
    expect(kept.views[0]).toMatchObject({
      name: 'Urgent',
      query: 'status=open',
      ordering: '-created_at',
      group: '',
      columns: [],
    });
    await waitFor(() => expect(screen.queryByText('Edited')).toBeNull());
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(kept.views[0].query).toContain('exclude_status=closed'));
  });

  test('that was edited can be gone back to', async () => {
    const { user, address } = renderViews('&view=7&status=open');
    await user.click(await screen.findByRole('button', { name: 'Back to the saved view' }));
    await waitFor(() => expect(address.current.get('group')).toBe('priority'));
    expect(address.current.has('status')).toBe(false);
  });

  test('that somebody else has changed is not written over', async () => {
    const { user } = renderViews('&view=7&status=open');
    await screen.findByText('Edited');
    kept.views = [{ ...kept.views[0], version: 5, name: 'New' }];
    await user.click(screen.getByRole('button', { name: 'Update view' }));
    expect(await screen.findByText(/Somebody else has changed it/)).toBeInTheDocument();
    expect(kept.views[0].version).toBe(5);
    expect(await rail().findByRole('link', { name: /^New/ })).toBeInTheDocument();
  });

  test('is renamed and shared with a team of one’s own', async () => {
    const { user } = renderViews();
    await user.click(await rail().findByRole('button', { name: 'Actions of the view Urgent' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename or share…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Edit view' }));
    expect(dialog.getByLabelText('Name')).toHaveValue('Urgent');
    await user.click(await dialog.findByLabelText('Team Billing'));
    expect(dialog.queryByLabelText('Team Technical')).toBeNull();
    expect(dialog.queryByLabelText('Everyone')).toBeNull();
    await user.clear(dialog.getByLabelText('Name'));
    await user.type(dialog.getByLabelText('Name'), '  Very urgent {Enter}');
    await waitFor(() => expect(kept.views[0].shared_with).toBe(3));
    expect(kept.views[0].name).toBe('Very urgent');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('is deleted, and put back', async () => {
    const { user } = renderViews();
    await user.click(await rail().findByRole('button', { name: 'Actions of the view Urgent' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete view' }));
    await waitFor(() => expect(rail().queryByRole('link', { name: /^Urgent/ })).toBeNull());
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await rail().findByRole('link', { name: /^Urgent/ })).toBeInTheDocument();
    expect(kept.views.at(-1)).toMatchObject({ ordering: 'waiting_since', group: 'priority' });
  });

  test('is saved from what the list shows', async () => {
    const { user, address } = renderViews('&exclude_priority=low&group=status&columns=team');
    await rail().findByRole('link', { name: /^Urgent/ });
    await user.click(rail().getByRole('button', { name: 'Save this view…' }));
    await user.type(await screen.findByLabelText('Name'), 'Urgent{Enter}');
    expect(await screen.findByText('You have another view of this name.')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Name'), ' too{Enter}');
    await waitFor(() => expect(address.current.get('view')).toBe('3'));
    expect(kept.views.at(-1)).toMatchObject({
      name: 'Urgent too',
      query: 'exclude_priority=low',
      group: 'status',
      columns: ['team'],
      shared_with: 'nobody',
    });
    expect(useSavedViews.getState()).toEqual([]);
  });

  test('keeps the dialog and what was typed where it cannot be saved', async () => {
    const { user } = renderViews('&status=open&search=x');
    await user.click(rail().getByRole('button', { name: 'Save this view…' }));
    server.use(http.post(VIEWS, () => HttpResponse.json({ detail: 'Not now.' }, { status: 403 })));
    await user.type(await screen.findByLabelText('Name'), 'Mine{Enter}');
    expect(await screen.findByText('Not now.')).toBeInTheDocument();
    expect(screen.getByLabelText('Name')).toHaveValue('Mine');
  });
});

test('an admin shares with everyone', async () => {
  signIn({ ...ME, is_admin: true });
  const { user } = renderViews('&status=open&search=x');
  await rail().findByRole('link', { name: /^Mine/ });
  await user.click(rail().getByRole('button', { name: 'Save this view…' }));
  await user.type(await screen.findByLabelText('Name'), 'For all');
  await user.click(await screen.findByLabelText('Everyone'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(kept.views.at(-1)).toMatchObject({ shared_with: 'everyone' }));
});

test('who is not signed in keeps views on the device', async () => {
  const { user } = renderViews('&status=open&search=x');
  await user.click(rail().getByRole('button', { name: 'Save this view…' }));
  await user.type(await screen.findByLabelText('Name'), 'Here{Enter}');
  expect(await rail().findByRole('link', { name: /^Here/ })).toBeInTheDocument();
  expect(backend.asked('POST', VIEWS)).toHaveLength(0);
  expect(screen.getByRole('heading', { name: 'Here' })).toBeInTheDocument();
});
