import { ACCOUNT } from '../domain/session/keys.js';
import { keys } from '../domain/ticket/keys.js';
import { makeAccount } from '../test/makeAccount.js';
import { makeView } from '../test/makeView.js';
import { TEXTS } from './fixtures.js';
import { dataFailed, dataLoaded } from './queryFixtures.js';

/** @typedef {import('../types').SharedView} SharedView */

const ME = makeAccount({ id: 5, name: 'Ada' });
const BILLING = { id: 3, name: 'Billing', is_closed: false };
const MANY = 100;

/** @type {SharedView[]} */
export const SHARED_VIEWS = [
  makeView({ id: 1, name: 'Urgent' }),
  makeView({ id: 2, name: 'Billing, not closed', shared_with: 3, team: BILLING }),
  makeView({ id: 3, name: TEXTS.unbroken.slice(0, 60), query: 'priority=high' }),
  makeView({ id: 4, name: TEXTS.arabic.slice(0, 60), query: 'priority=low' }),
  makeView({
    id: 5,
    name: 'For all',
    shared_with: 'everyone',
    owner: { id: 9, name: 'Root' },
    can_edit: false,
  }),
];

export const HUNDRED_VIEWS = Array.from({ length: MANY }, (_none, index) =>
  makeView({ id: index + 1, query: `search=${index}` }),
);

const QUEUES = ['mine', 'unassigned', 'waiting_for_us', 'waiting_for_requester', 'all_open'];

/** @param {SharedView[]} views @returns {import('./queryFixtures.js').QueryFixture} */
export const viewsLoaded = (views) => (client, view) => {
  const total = { count: 7, exact: true };
  const counts = {
    ...Object.fromEntries(QUEUES.map((name) => [name, total])),
    my_teams: { count: 10_000, exact: false },
    views: Object.fromEntries(views.map(({ id }) => [id, total])),
  };
  dataLoaded(ACCOUNT, ME)(client, view);
  dataLoaded(['views', ME.id], views)(client, view);
  dataLoaded(['references', 'team', ''], [{ ...BILLING, members: [ME] }])(client, view);
  dataLoaded(keys.queues, counts)(client, view);
};

/** @type {import('./queryFixtures.js').QueryFixture} */
export const viewsFailed = (client, view) => {
  dataLoaded(ACCOUNT, ME)(client, view);
  dataFailed(['views', ME.id])(client, view);
};
