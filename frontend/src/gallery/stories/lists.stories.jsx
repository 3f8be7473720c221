import { countByValue } from '../../domain/ticket/counts/countCells.js';
import { menuName } from '../../domain/ticket/menuName.js';
import { useView } from '../../domain/view/useView.js';
import { BulkBar } from '../../features/tickets/bulk/BulkBar.jsx';
import { ListSkeleton } from '../../features/tickets/list/ListSkeleton.jsx';
import { LoadMore } from '../../features/tickets/list/LoadMore.jsx';
import { TicketList } from '../../features/tickets/list/TicketList.jsx';
import { openMenu } from '../../ui/hooks/menuState.js';
import { ListPanel, WithWorkspace } from '../decorators.jsx';
import { counts, tickets } from '../fixtures.js';
import { findElement } from '../interactions.js';
import { listFailed, listLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

/** @typedef {import('../../features/tickets/filters/FilterBar.jsx').TicketsQuery} TicketsQuery */
/** @typedef {import('react').ComponentProps<typeof BulkBar>['selection']} Selection */

const noop = () => {};
const HEIGHT = 'var(--least-workspace)';

/** @param {import('../decorators.jsx').WorkspaceProps} props */
function List({ workspace: { list, rows, selection }, detail }) {
  const { view } = useView();
  const groupCounts = view.group ? countByValue(counts.cells, view, view.group) : {};
  return (
    <ListPanel height={HEIGHT}>
      <TicketList
        query={list.query}
        items={list.items}
        rows={rows}
        selected={selection.ids}
        detail={detail}
        groupCounts={groupCounts}
      />
    </ListPanel>
  );
}
const list = () => <WithWorkspace component={List} />;

/** @param {Partial<TicketsQuery>} state */
const more = (state) => () => {
  const query = /** @type {TicketsQuery} */ ({
    hasNextPage: true,
    isFetching: true,
    isFetchingNextPage: false,
    isFetchNextPageError: false,
    fetchNextPage: /** @type {any} */ (noop),
    ...state,
  });
  return <LoadMore query={query} />;
};

/** @param {Partial<Selection>} selection @param {number} count @param {number} total */
const bulk = (selection, count, total) => () => (
  <BulkBar
    selection={
      /** @type {Selection} */ ({ ids: new Set([1]), isAll: false, all: noop, ...selection })
    }
    count={count}
    total={{ count: total, exact: total < 10_000 }}
    folders={[]}
    order={[1, 2, 3]}
    onChange={noop}
    onClear={noop}
  />
);

export const lists = [
  ...storiesOf('TicketList', {
    loading: list,
    rows: { render: list, queries: [listLoaded(tickets(8))] },
    'grouped by priority': {
      render: list,
      view: { group: 'priority' },
      queries: [listLoaded(tickets(12))],
    },
    'grouped by status': {
      render: list,
      view: { group: 'status' },
      queries: [
        listLoaded([...tickets(12)].sort((one, other) => (one.status < other.status ? 1 : -1))),
      ],
    },
    '10,000 rows': { render: list, queries: [listLoaded(tickets(10_000))] },
    'more to come': {
      render: list,
      queries: [listLoaded(tickets(3), { total: { count: 10_000, exact: false }, hasMore: true })],
    },
    'more failed': {
      render: list,
      queries: [listLoaded(tickets(3), { hasMore: true }), listFailed({ isNextPage: true })],
    },
    stale: { render: list, queries: [listLoaded(tickets(4)), listFailed()] },
    failed: { render: list, queries: [listFailed()] },
    'not connected': { render: list, queries: [listFailed({ kind: 'offline' })] },
    empty: { render: list, queries: [listLoaded([])] },
    'no match': { render: list, view: { priority: ['critical'] }, queries: [listLoaded([])] },
  }),
  ...storiesOf('ListSkeleton', {
    default: () => (
      <ListPanel height={HEIGHT}>
        <ListSkeleton />
      </ListPanel>
    ),
  }),
  ...storiesOf('LoadMore', {
    default: more({}),
    loading: more({ isFetchingNextPage: true }),
    failed: more({ isFetchNextPageError: true }),
  }),
  ...storiesOf('BulkBar', {
    one: bulk({}, 1, 1),
    'some of many': bulk({ ids: new Set([1, 2]) }, 2, 128),
    'some of thousands': bulk({ ids: new Set([1, 2]) }, 2, 10_000),
    all: bulk({ isAll: true }, 128, 128),
    'menu open': {
      render: bulk({ ids: new Set([1, 2]) }, 2, 128),
      layout: 'overlay',
      play: async (root) => {
        openMenu(menuName('bulk', 'priority'));
        await findElement(root, '[role="menu"]');
      },
    },
  }),
];
