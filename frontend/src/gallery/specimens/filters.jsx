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
import { TEXTS, counts, tickets } from '../fixtures.js';
import { find, press } from '../hands.js';
import { AtWork, Room } from '../Room.jsx';
import { counted, listed } from '../seeds.js';
import { inStates } from '../specimen.js';

const ignore = () => {};
const total = { count: 10_000, exact: false };

const SAVED = [
  { id: 'own', name: 'Billing, urgent', narrowing: { ...NO_FILTERS, category: ['billing'] } },
  { id: 'long', name: TEXTS.unbroken.slice(0, 60), narrowing: { ...ALL_OPEN, search: 'long' } },
  { id: 'arabic', name: TEXTS.arabic.slice(0, 60), narrowing: { ...ALL_OPEN, search: 'دخول' } },
];
const stored = { 'tf.views': SAVED };

/** @param {import('../Room.jsx').AtWorkProps} props */
function Bar({ workspace }) {
  return (
    <Room>
      <FilterBar query={workspace.list.query} counts={counts} />
    </Room>
  );
}
const bar = () => <AtWork show={Bar} />;

/** @param {import('../Room.jsx').AtWorkProps} props */
function BarWithArrivals({ workspace }) {
  return (
    <Room>
      <FilterBar query={workspace.list.query} counts={counts}>
        <NewTicketsPill arrivals={{ count: 50, more: true, accept: ignore }} />
      </FilterBar>
    </Room>
  );
}

/** @param {{ field: import('../../types').TriageField, isCounted?: boolean }} props */
function Menu({ field, isCounted = true }) {
  const { view, go } = useView();
  return (
    <FilterMenu
      field={field}
      view={view}
      cells={isCounted ? counts.cells : undefined}
      onChange={(chosen) => go({ [field]: chosen })}
    />
  );
}

/** @param {import('../../types').TriageField} field @param {boolean} [isCounted] */
const menuOpen = (field, isCounted) => ({
  render: () => <Menu field={field} isCounted={isCounted} />,
  alone: /** @type {const} */ ('overlay'),
  height: 260,
  play: async (/** @type {ParentNode} */ root) => {
    openMenu(menuName('filter', field));
    await find(root, '[role="menu"]');
  },
});

/** @param {string} trigger a selector */
const pressed = (trigger) => async (/** @type {ParentNode} */ root) => {
  press(await find(root, trigger));
  await find(root, '[role="menu"]');
};

/** @param {string} search @param {boolean} [isLoading] */
const field =
  (search, isLoading = false) =>
  () => <SearchField search={search} isLoading={isLoading} onSearch={ignore} onGoTo={ignore} />;

const chips = () => <FilterChips />;
const rail = () => <ViewsRail />;

export const filters = [
  ...inStates(
    'ViewsRail',
    {
      'all open': { render: rail, at: ALL_OPEN, seeds: [counted] },
      'nothing known yet': { render: rail, at: ALL_OPEN },
      'own views': { render: rail, at: { category: ['billing'] }, seeds: [counted], stored },
      'can be saved': { render: rail, at: { priority: ['low'] }, seeds: [counted] },
    },
    { alone: 'overlay' },
  ),
  ...inStates('FilterBar', {
    'all open': { render: bar, at: ALL_OPEN, seeds: [listed(tickets(28))] },
    'nothing known yet': { render: bar, at: ALL_OPEN },
    'new tickets': {
      render: () => <AtWork show={BarWithArrivals} />,
      at: ALL_OPEN,
      seeds: [listed(tickets(28))],
    },
    'everything filtered': {
      render: bar,
      at: {
        status: ['open', 'in_progress'],
        priority: ['critical', 'high'],
        category: ['billing', 'technical', 'account'],
        created_within: 7,
        search: 'vat',
      },
      seeds: [listed(tickets(3), { total })],
    },
    'unbroken search': {
      render: bar,
      at: { search: TEXTS.unbroken },
      seeds: [listed([])],
    },
  }),
  ...inStates('SearchField', {
    empty: field(''),
    text: field('vat number'),
    searching: field('vat number', true),
    'number of a ticket': field('#1041'),
    'a very long number': field('123456789012345'),
    unbroken: field(TEXTS.unbroken),
    Arabic: field(TEXTS.arabic),
  }),
  ...inStates('FilterMenu', {
    closed: () => <Menu field="status" />,
    'some chosen': {
      render: () => <Menu field="priority" />,
      at: { priority: ['critical', 'high'] },
    },
    'status, open': { ...menuOpen('status'), at: ALL_OPEN },
    'priority, open': menuOpen('priority'),
    'category, open, not counted yet': menuOpen('category', false),
  }),
  ...inStates('FilterChips', {
    one: { render: chips, at: { status: ['open'] } },
    many: {
      render: chips,
      at: {
        status: ['open', 'in_progress', 'resolved'],
        priority: ['critical', 'high'],
        category: ['billing', 'technical', 'account'],
        created_within: 30,
        resolved_within: 1,
        search: 'vat number',
      },
    },
    unbroken: { render: chips, at: { search: TEXTS.unbroken } },
    Arabic: { render: chips, at: { status: ['open'], search: TEXTS.arabic } },
  }),
  ...inStates(
    'DisplayMenu',
    {
      closed: { render: () => <DisplayMenu />, alone: undefined },
      open: { render: () => <DisplayMenu />, play: pressed('.display-button') },
      grouped: {
        render: () => <DisplayMenu />,
        at: { group: 'priority' },
        play: pressed('.display-button'),
      },
    },
    { alone: 'overlay', height: 560 },
  ),
  ...inStates(
    'ViewsMenu',
    {
      open: { render: () => <ViewsMenu />, at: ALL_OPEN, seeds: [counted] },
      'own views': {
        render: () => <ViewsMenu />,
        at: { priority: ['low'] },
        seeds: [counted],
        stored,
      },
    },
    { alone: 'overlay', height: 440, play: pressed('.icon-button') },
  ),
];
