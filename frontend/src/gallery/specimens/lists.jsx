import { countByValue } from '../../domain/ticket/countCells.js';
import { menuName } from '../../domain/ticket/menuName.js';
import { useView } from '../../domain/view/useView.js';
import { BulkBar } from '../../features/tickets/bulk/BulkBar.jsx';
import { ListSkeleton } from '../../features/tickets/list/ListSkeleton.jsx';
import { LoadMore } from '../../features/tickets/list/LoadMore.jsx';
import { TicketList } from '../../features/tickets/list/TicketList.jsx';
import { openMenu } from '../../ui/hooks/menuState.js';
import { counts, tickets } from '../fixtures.js';
import { find } from '../hands.js';
import { AtWork, Room } from '../Room.jsx';
import { listFailed, listed } from '../seeds.js';
import { inStates } from '../specimen.js';

/** @typedef {import('../../features/tickets/filters/FilterBar.jsx').TicketsQuery} TicketsQuery */
/** @typedef {import('react').ComponentProps<typeof BulkBar>['selection']} Selection */

const ignore = () => {};
const HEIGHT = 'var(--least-workspace)';

/** @param {import('../Room.jsx').AtWorkProps} props */
function List({ workspace: { list, rows, selection }, detail }) {
  const { view } = useView();
  const groupCounts = view.group ? countByValue(counts.cells, view, view.group) : {};
  return (
    <Room height={HEIGHT}>
      <TicketList
        query={list.query}
        items={list.items}
        rows={rows}
        selected={selection.ids}
        detail={detail}
        groupCounts={groupCounts}
      />
    </Room>
  );
}
const list = () => <AtWork show={List} />;

/** @param {Partial<TicketsQuery>} state */
const more = (state) => () => {
  const query = /** @type {TicketsQuery} */ ({
    hasNextPage: true,
    isFetching: true,
    isFetchingNextPage: false,
    isFetchNextPageError: false,
    fetchNextPage: /** @type {any} */ (ignore),
    ...state,
  });
  return <LoadMore query={query} />;
};

/** @param {Partial<Selection>} selection @param {number} count @param {number} total */
const bulk = (selection, count, total) => () => (
  <BulkBar
    selection={
      /** @type {Selection} */ ({ ids: new Set([1]), isAll: false, all: ignore, ...selection })
    }
    count={count}
    total={{ count: total, exact: total < 10_000 }}
    order={[1, 2, 3]}
    onChange={ignore}
    onClear={ignore}
  />
);

export const lists = [
  ...inStates('TicketList', {
    loading: list,
    rows: { render: list, seeds: [listed(tickets(8))] },
    'grouped by priority': {
      render: list,
      at: { group: 'priority' },
      seeds: [listed(tickets(12))],
    },
    'grouped by status': {
      render: list,
      at: { group: 'status' },
      seeds: [listed([...tickets(12)].sort((one, other) => (one.status < other.status ? 1 : -1)))],
    },
    '10,000 rows': { render: list, seeds: [listed(tickets(10_000))] },
    'more to come': {
      render: list,
      seeds: [listed(tickets(3), { total: { count: 10_000, exact: false }, hasMore: true })],
    },
    'more failed': {
      render: list,
      seeds: [listed(tickets(3), { hasMore: true }), listFailed({ isNextPage: true })],
    },
    stale: { render: list, seeds: [listed(tickets(4)), listFailed()] },
    failed: { render: list, seeds: [listFailed()] },
    'not connected': { render: list, seeds: [listFailed({ kind: 'offline' })] },
    empty: { render: list, seeds: [listed([])] },
    'no match': { render: list, at: { priority: ['critical'] }, seeds: [listed([])] },
  }),
  ...inStates('ListSkeleton', {
    default: () => (
      <Room height={HEIGHT}>
        <ListSkeleton />
      </Room>
    ),
  }),
  ...inStates('LoadMore', {
    default: more({}),
    loading: more({ isFetchingNextPage: true }),
    failed: more({ isFetchNextPageError: true }),
  }),
  ...inStates('BulkBar', {
    one: bulk({}, 1, 1),
    'some of many': bulk({ ids: new Set([1, 2]) }, 2, 128),
    'some of thousands': bulk({ ids: new Set([1, 2]) }, 2, 10_000),
    all: bulk({ isAll: true }, 128, 128),
    'menu open': {
      render: bulk({ ids: new Set([1, 2]) }, 2, 128),
      alone: 'overlay',
      height: 300,
      play: async (root) => {
        openMenu(menuName('bulk', 'priority'));
        await find(root, '[role="menu"]');
      },
    },
  }),
];
