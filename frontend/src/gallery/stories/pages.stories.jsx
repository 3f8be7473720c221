import { onlineManager } from '@tanstack/react-query';

import { App } from '../../App.jsx';
import { ALL_OPEN } from '../../domain/view/filters.js';
import { TicketsPanel } from '../../features/tickets/TicketsPanel.jsx';
import { stats, ticket, tickets } from '../fixtures.js';
import { click, findElement } from '../interactions.js';
import {
  configLoaded,
  countsLoaded,
  listFailed,
  listLoaded,
  newTicketsLoaded,
  statsLoaded,
  ticketFailed,
  ticketLoaded,
} from '../queryFixtures.js';
import { storiesOf } from '../story.js';

const panel = () => <TicketsPanel />;
const app = () => <App />;

const LIST = tickets(16);
const OPEN = LIST[1].id;
const list = listLoaded(LIST);

export const pages = [
  ...storiesOf(
    'TicketsPanel',
    {
      list: { render: panel, queries: [list, countsLoaded] },
      'new tickets': { render: panel, queries: [list, countsLoaded, newTicketsLoaded(3, LIST)] },
      'ticket open': {
        render: panel,
        view: { ...ALL_OPEN, ticket: OPEN },
        queries: [list, countsLoaded, ticketLoaded(LIST[1])],
      },
      'unbroken ticket open': {
        render: panel,
        view: { ...ALL_OPEN, ticket: LIST[3].id },
        queries: [list, countsLoaded, ticketLoaded(LIST[3])],
      },
      grouped: {
        render: panel,
        view: { ...ALL_OPEN, group: 'priority' },
        queries: [list, countsLoaded],
      },
      compact: {
        render: panel,
        queries: [list, countsLoaded],
        storage: { 'tf.density': 'compact' },
      },
      selecting: {
        render: panel,
        queries: [listLoaded(LIST, { total: { count: 128, exact: true } }), countsLoaded],
        play: async (root) => {
          click(await findElement(root, '.row-check'));
          await findElement(root, '.bulk-bar');
        },
      },
      loading: {
        render: panel,
        play: async (root) => void (await findElement(root, '.row--skeleton')),
      },
      failed: { render: panel, queries: [listFailed()] },
      empty: { render: panel, view: {}, queries: [listLoaded([])] },
      'ticket not found': {
        render: panel,
        view: { ...ALL_OPEN, ticket: 99_999 },
        queries: [list, countsLoaded, ticketFailed(99_999, { kind: 'not_found' })],
      },
    },
    { layout: 'fullscreen', view: ALL_OPEN },
  ),
  ...storiesOf(
    'App',
    {
      submit: { render: app, view: { tab: 'submit' }, queries: [countsLoaded, configLoaded()] },
      tickets: {
        render: app,
        view: { ...ALL_OPEN, ticket: OPEN },
        queries: [
          list,
          countsLoaded,
          configLoaded({ open_access: true }),
          ticketLoaded(ticket({ id: OPEN })),
        ],
        play: async (root) => void (await findElement(root, '.row')),
      },
      dashboard: {
        render: app,
        view: { tab: 'dashboard' },
        queries: [statsLoaded(stats), countsLoaded, configLoaded({ open_access: true })],
        play: async (root) => void (await findElement(root, '.recharts-surface')),
      },
      offline: {
        render: app,
        view: ALL_OPEN,
        queries: [list, countsLoaded, configLoaded({ open_access: true })],
        beforeEach: () => onlineManager.setOnline(false),
        play: async (root) => void (await findElement(root, '.row')),
      },
    },
    { layout: 'app' },
  ),
];
