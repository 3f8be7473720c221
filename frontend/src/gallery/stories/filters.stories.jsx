import { menuName } from '../../domain/ticket/menuName.js';
import { ALL_OPEN, NO_FILTERS } from '../../domain/view/filters.js';
import { useView } from '../../domain/view/useView.js';
import { FilterBar } from '../../features/tickets/filters/FilterBar.jsx';
import { FilterChips } from '../../features/tickets/filters/FilterChips.jsx';
import { FilterMenu } from '../../features/tickets/filters/FilterMenu.jsx';
import { SearchField } from '../../features/tickets/filters/SearchField.jsx';
import { DisplayMenu } from '../../features/tickets/list/DisplayMenu.jsx';
import { NewTicketsPill } from '../../features/tickets/list/NewTicketsPill.jsx';
import { ViewsMenu } from '../../features/tickets/views/ViewsMenu.jsx';
import { ViewsRail } from '../../features/tickets/views/ViewsRail.jsx';
import { openMenu } from '../../ui/hooks/menuState.js';
import { ListPanel, WithWorkspace } from '../decorators.jsx';
import { TEXTS, counts, tickets } from '../fixtures.js';
import { click, findElement } from '../interactions.js';
import { countsLoaded, listLoaded } from '../queryFixtures.js';
import { HUNDRED_VIEWS, SHARED_VIEWS, viewsFailed, viewsLoaded } from '../sharedViews.js';
import { storiesOf } from '../story.js';

const noop = () => {};
const total = { count: 10_000, exact: false };

const SAVED = [
  { id: 'own', name: 'Billing, urgent', narrowing: { ...NO_FILTERS, category: ['billing'] } },
  { id: 'long', name: TEXTS.unbroken.slice(0, 60), narrowing: { ...ALL_OPEN, search: 'long' } },
  { id: 'arabic', name: TEXTS.arabic.slice(0, 60), narrowing: { ...ALL_OPEN, search: 'دخول' } },
];
const storage = { 'tf.views': SAVED };

/** @param {import('../decorators.jsx').WorkspaceProps} props */
function Bar({ workspace }) {
  return (
    <ListPanel>
      <FilterBar query={workspace.list.query} total={workspace.list.total} counts={counts} />
    </ListPanel>
  );
}
const bar = () => <WithWorkspace component={Bar} />;

/** @param {import('../decorators.jsx').WorkspaceProps} props */
function BarWithArrivals({ workspace }) {
  return (
    <ListPanel>
      <FilterBar query={workspace.list.query} total={workspace.list.total} counts={counts}>
        <NewTicketsPill arrivals={{ count: 50, more: true, accept: noop }} />
      </FilterBar>
    </ListPanel>
  );
}

/** @param {{ field: import('../../types').TriageField, isCounted?: boolean }} props */
function Menu({ field, isCounted = true }) {
  const { view } = useView();
  return <FilterMenu field={field} view={view} cells={isCounted ? counts.cells : undefined} />;
}

/** @param {import('../../types').TriageField} field @param {boolean} [isCounted] */
const menuOpen = (field, isCounted) => ({
  render: () => <Menu field={field} isCounted={isCounted} />,
  layout: /** @type {const} */ ('overlay'),
  play: async (/** @type {ParentNode} */ root) => {
    openMenu(menuName('filter', field));
    await findElement(root, '[role="menu"]');
  },
});

/** @param {string} trigger a selector */
const pressed = (trigger) => async (/** @type {ParentNode} */ root) => {
  click(await findElement(root, trigger));
  await findElement(root, '[role="menu"]');
};

/** @param {string} search @param {boolean} [isLoading] */
const field =
  (search, isLoading = false) =>
  () => <SearchField search={search} isLoading={isLoading} onSearch={noop} onGoTo={noop} />;

const chips = () => <FilterChips />;
const rail = () => <ViewsRail />;

export const filters = [
  ...storiesOf(
    'ViewsRail',
    {
      'all open': { render: rail, view: ALL_OPEN, queries: [countsLoaded] },
      'nothing known yet': { render: rail, view: ALL_OPEN },
      'own views': {
        render: rail,
        view: { category: ['billing'] },
        queries: [countsLoaded],
        storage,
      },
      'can be saved': { render: rail, view: { priority: ['low'] }, queries: [countsLoaded] },
      'signed in, shared views': {
        render: rail,
        view: { view: 2, status: ['open'] },
        queries: [countsLoaded, viewsLoaded(SHARED_VIEWS)],
      },
      'a hundred views': {
        render: rail,
        view: ALL_OPEN,
        queries: [countsLoaded, viewsLoaded(HUNDRED_VIEWS)],
      },
      'views failed': { render: rail, view: ALL_OPEN, queries: [countsLoaded, viewsFailed] },
      'actions of a view': {
        render: rail,
        view: { view: 2, priority: ['low'] },
        queries: [countsLoaded, viewsLoaded(SHARED_VIEWS)],
        play: pressed('.rail-item [aria-haspopup]'),
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf('FilterBar', {
    'all open': { render: bar, view: ALL_OPEN, queries: [listLoaded(tickets(28))] },
    'nothing known yet': { render: bar, view: ALL_OPEN },
    'new tickets': {
      render: () => <WithWorkspace component={BarWithArrivals} />,
      view: ALL_OPEN,
      queries: [listLoaded(tickets(28))],
    },
    'everything filtered': {
      render: bar,
      view: {
        status: ['open', 'in_progress'],
        priority: ['critical', 'high'],
        category: ['billing', 'technical', 'account'],
        created_within: 7,
        search: 'vat',
      },
      queries: [listLoaded(tickets(3), { total })],
    },
    'search of many words': {
      render: bar,
      view: {
        search:
          'Fatal: the request of job 4711 to host db-2 on port 5432 was refused after 3 attempts, the last at 14:02:11.903 UTC, no retry left',
      },
      queries: [listLoaded([])],
    },
    'unbroken search': {
      render: bar,
      view: { search: TEXTS.unbroken },
      queries: [listLoaded([])],
    },
  }),
  ...storiesOf('SearchField', {
    empty: field(''),
    text: field('vat number'),
    searching: field('vat number', true),
    'number of a ticket': field('#1041'),
    'a very long number': field('123456789012345'),
    unbroken: field(TEXTS.unbroken),
    Arabic: field(TEXTS.arabic),
  }),
  ...storiesOf('FilterMenu', {
    closed: () => <Menu field="status" />,
    'some chosen': {
      render: () => <Menu field="priority" />,
      view: { priority: ['critical', 'high'] },
    },
    'status, open': { ...menuOpen('status'), view: ALL_OPEN },
    'priority, open': menuOpen('priority'),
    'what they are not, open': { ...menuOpen('status'), view: { exclude_status: ['closed'] } },
    'category, open, not counted yet': menuOpen('category', false),
  }),
  ...storiesOf('FilterChips', {
    one: { render: chips, view: { status: ['open'] } },
    many: {
      render: chips,
      view: {
        status: ['open', 'in_progress', 'resolved'],
        priority: ['critical', 'high'],
        category: ['billing', 'technical', 'account'],
        created_within: 30,
        resolved_within: 1,
        search: 'vat number',
      },
    },
    'what they are not': {
      render: chips,
      view: { exclude_status: ['closed'], exclude_assignee: ['me', 'none'], team: ['mine'] },
    },
    'a view that was edited': {
      render: chips,
      view: { view: 1, status: ['closed'] },
      queries: [viewsLoaded(SHARED_VIEWS)],
    },
    unbroken: { render: chips, view: { search: TEXTS.unbroken } },
    Arabic: { render: chips, view: { status: ['open'], search: TEXTS.arabic } },
  }),
  ...storiesOf(
    'DisplayMenu',
    {
      closed: { render: () => <DisplayMenu />, layout: undefined },
      open: { render: () => <DisplayMenu />, play: pressed('.display-button') },
      grouped: {
        render: () => <DisplayMenu />,
        view: { group: 'priority' },
        play: pressed('.display-button'),
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'ViewsMenu',
    {
      open: { render: () => <ViewsMenu />, view: ALL_OPEN, queries: [countsLoaded] },
      'shared views': {
        render: () => <ViewsMenu />,
        view: { view: 1, status: ['closed'] },
        queries: [countsLoaded, viewsLoaded(SHARED_VIEWS)],
      },
      'own views': {
        render: () => <ViewsMenu />,
        view: { priority: ['low'] },
        queries: [countsLoaded],
        storage,
      },
    },
    { layout: 'overlay', play: pressed('.icon-button') },
  ),
];
