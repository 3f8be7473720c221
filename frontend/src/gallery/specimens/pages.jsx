import { onlineManager } from '@tanstack/react-query';

import { App } from '../../App.jsx';
import { ALL_OPEN } from '../../domain/view/filters.js';
import { RequestPage } from '../../features/request/RequestPage.jsx';
import { TicketsPanel } from '../../features/tickets/TicketsPanel.jsx';
import { TEXTS, TIMES, TOKEN, publicTicket, stats, ticket, tickets } from '../fixtures.js';
import { find, press } from '../hands.js';
import {
  arrived,
  configured,
  counted,
  figured,
  followFailed,
  followed,
  known,
  listFailed,
  listed,
  ticketFailed,
} from '../seeds.js';
import { inStates } from '../specimen.js';

const panel = () => <TicketsPanel />;
const app = () => <App />;

const request = () => <RequestPage token={TOKEN} />;

/** @param {Partial<import('../../types').PublicTicket>} [values] */
const following = (values) => ({ render: request, seeds: [followed(TOKEN, publicTicket(values))] });

const LIST = tickets(16);
const OPEN = LIST[1].id;
const list = listed(LIST);

export const pages = [
  ...inStates(
    'TicketsPanel',
    {
      list: { render: panel, seeds: [list, counted] },
      'new tickets': { render: panel, seeds: [list, counted, arrived(3, LIST)] },
      'ticket open': {
        render: panel,
        at: { ...ALL_OPEN, ticket: OPEN },
        seeds: [list, counted, known(LIST[1])],
      },
      'unbroken ticket open': {
        render: panel,
        at: { ...ALL_OPEN, ticket: LIST[3].id },
        seeds: [list, counted, known(LIST[3])],
      },
      grouped: {
        render: panel,
        at: { ...ALL_OPEN, group: 'priority' },
        seeds: [list, counted],
      },
      compact: { render: panel, seeds: [list, counted], stored: { 'tf.density': 'compact' } },
      selecting: {
        render: panel,
        seeds: [listed(LIST, { total: { count: 128, exact: true } }), counted],
        play: async (root) => {
          press(await find(root, '.row-check'));
          await find(root, '.bulk-bar');
        },
      },
      loading: {
        render: panel,
        play: async (root) => void (await find(root, '.row--skeleton')),
      },
      failed: { render: panel, seeds: [listFailed()] },
      empty: { render: panel, at: {}, seeds: [listed([])] },
      'ticket not found': {
        render: panel,
        at: { ...ALL_OPEN, ticket: 99_999 },
        seeds: [list, counted, ticketFailed(99_999, { kind: 'not_found' })],
      },
    },
    { alone: 'page', at: ALL_OPEN },
  ),
  ...inStates(
    'RequestPage',
    {
      open: following(),
      resolved: following({
        status: 'resolved',
        created_at: TIMES.weeks,
        updated_at: TIMES.hours,
        resolved_at: TIMES.days,
      }),
      unbroken: following({ title: TEXTS.unbroken, description: TEXTS.unbroken.repeat(4) }),
      emoji: following({ title: TEXTS.emoji, description: TEXTS.emoji.repeat(5) }),
      Arabic: following({ title: TEXTS.arabic, description: TEXTS.arabicText }),
      loading: {
        render: request,
        play: async (root) => void (await find(root, '.request-loading')),
      },
      'leads nowhere': { render: request, seeds: [followFailed(TOKEN, { kind: 'not_found' })] },
      failed: { render: request, seeds: [followFailed(TOKEN)] },
      offline: { ...following(), prepare: () => onlineManager.setOnline(false) },
    },
    { alone: 'page' },
  ),
  ...inStates(
    'App',
    {
      submit: { render: app, at: { tab: 'submit' }, seeds: [counted, configured()] },
      tickets: {
        render: app,
        at: { ...ALL_OPEN, ticket: OPEN },
        seeds: [list, counted, configured({ open_access: true }), known(ticket({ id: OPEN }))],
        play: async (root) => void (await find(root, '.row')),
      },
      dashboard: {
        render: app,
        at: { tab: 'dashboard' },
        seeds: [figured(stats), counted, configured({ open_access: true })],
        play: async (root) => void (await find(root, '.recharts-surface')),
      },
      offline: {
        render: app,
        at: ALL_OPEN,
        seeds: [list, counted, configured({ open_access: true })],
        prepare: () => onlineManager.setOnline(false),
        play: async (root) => void (await find(root, '.row')),
      },
    },
    { alone: 'page', height: 800 },
  ),
];
