import { useQuery } from '@tanstack/react-query';

import { getQueueCounts } from '../../../api/tickets.js';
import { useAccess, useAccountId } from '../../../domain/session/useAccess.js';
import { keys } from '../../../domain/ticket/keys.js';
import { viewCopy } from '../../../domain/view/copy.js';
import { filtersOf, hasSameFilters } from '../../../domain/view/filters.js';
import { PERSONAL_QUEUES, QUEUES, VIEWS } from '../../../domain/view/queues.js';
import { useView } from '../../../domain/view/useView.js';
import { queueTarget } from '../queues/queueTarget.js';
import { useSavedViews } from './savedViews.js';
import { targetOf, useSharedViews } from './useSharedViews.js';
import { useViewCounts } from './useViewCounts.js';

/**
 * A queue or a view with its total, and whether the list shows it now.
 * @typedef {object} ListedView
 * @property {string} id
 * @property {string} name
 * @property {Partial<import('../../../domain/view/address.js').View>} target
 * @property {import('../../../types').Total | null} [total]
 * @property {boolean} isCurrent
 * @property {import('../../../types').SharedView} [shared] where it is kept on the server
 */

/** @type {import('../../../types').SharedView[]} */
const NONE = [];

/** Return the totals of the queues and of views on the server; undefined until they are known. */
function useQueueCounts() {
  const isAllowed = useAccess() === 'granted';
  return useQuery({
    queryKey: keys.queues,
    queryFn: ({ signal }) => getQueueCounts({ signal }),
    enabled: isAllowed,
  }).data;
}

/**
 * Return the queues, the built-in views, those on this device and those on the server.
 * @returns {{ queues: ListedView[], common: ListedView[], saved: ListedView[], shared: ListedView[] }}
 */
export function useViews() {
  const { view } = useView();
  const isNobody = useAccountId() === null;
  const onDevice = useSavedViews();
  const counts = useQueueCounts();
  const onServer = useSharedViews().data ?? NONE;
  const current = useCurrentView();
  const others = [
    ...VIEWS.map(({ id, filters }) => ({ id: String(id), name: viewCopy.names[id], filters })),
    ...onDevice,
  ];
  // What is out of the way is counted by whoever opens it.
  const counted = others.filter(({ filters }) => !filters.folder?.length);
  const totals = useViewCounts(counted.map(({ filters }) => filters));
  const { group, ordering, columns } = view;
  const isIn = (/** @type {import('../../../types').TicketFilters} */ filters) =>
    view.tab === 'tickets' && !current && hasSameFilters(filters, view);

  /** @type {ListedView[]} */
  const listed = others.map((one) => ({
    id: one.id,
    name: one.name,
    target: { ...one.filters, tab: 'tickets', view: null, group, ordering, columns },
    total: totals[counted.indexOf(one)],
    isCurrent: isIn(one.filters),
  }));
  return {
    queues: QUEUES.filter(({ id }) => !isNobody || !PERSONAL_QUEUES.includes(id)).map((queue) => ({
      id: queue.id,
      name: viewCopy.names[queue.id],
      target: queueTarget(queue, view),
      total: counts?.[queue.id],
      isCurrent: isIn(queue.filters),
    })),
    common: listed.slice(0, VIEWS.length),
    saved: listed.slice(VIEWS.length),
    shared: onServer.map((one) => ({
      id: `shared-${one.id}`,
      name: one.name,
      target: targetOf(one),
      total: counts?.views[one.id],
      isCurrent: view.tab === 'tickets' && current?.shared === one,
      shared: one,
    })),
  };
}

/**
 * Return the view on the server that the list shows, and whether filters, order or columns are others
 * by now; null for none.
 */
export function useCurrentView() {
  const { view } = useView();
  const { data } = useSharedViews();
  const shared = view.view === null ? undefined : data?.find(({ id }) => id === view.view);
  if (!shared) return null;
  const kept = targetOf(shared);
  const isEdited =
    !hasSameFilters(/** @type {any} */ (kept), view) ||
    kept.group !== view.group ||
    kept.ordering !== view.ordering ||
    String(kept.columns) !== String(view.columns);
  return { shared, isEdited };
}

/**
 * Return the name of the view that the list shows, if it has one.
 * @returns {string | undefined}
 */
export function useViewName() {
  const { view } = useView();
  const onDevice = useSavedViews();
  const current = useCurrentView();
  if (current) return current.shared.name;
  const saved = onDevice.find(({ filters }) => hasSameFilters(filters, filtersOf(view)));
  if (saved) return saved.name;
  const known = [...QUEUES, ...VIEWS].find(({ filters }) => hasSameFilters(filters, view));
  return known && viewCopy.names[known.id];
}
