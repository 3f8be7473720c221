import { useViewCounts } from '../../../domain/ticket/useCounts.js';
import { viewCopy } from '../../../domain/view/copy.js';
import { VIEWS, isSameNarrowing } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { useSavedViews } from './savedViews.js';

/**
 * The views there are, each with its count and whether it is what the list shows.
 * @typedef {object} ListedView
 * @property {string} id
 * @property {string} name
 * @property {import('../../../types').Narrowing} narrowing
 * @property {import('../../../types').Total} [total]
 * @property {boolean} isCurrent
 */

/** @returns {{ common: ListedView[], saved: ListedView[] }} */
export function useViews() {
  const { view } = useView();
  const own = useSavedViews();
  const all = [
    ...VIEWS.map(({ id, narrowing }) => ({ id, name: viewCopy.names[id], narrowing })),
    ...own,
  ];
  const totals = useViewCounts(all.map(({ narrowing }) => narrowing));
  const listed = all.map((one, index) => ({
    ...one,
    total: totals[index],
    isCurrent: view.tab === 'tickets' && isSameNarrowing(one.narrowing, view),
  }));
  return { common: listed.slice(0, VIEWS.length), saved: listed.slice(VIEWS.length) };
}
