import { useViewCounts } from './useViewCounts.js';
import { viewCopy } from '../../../domain/view/copy.js';
import { VIEWS, hasSameFilters } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { useSavedViews } from './savedViews.js';

/**
 * A view with its total, and whether the list shows it now.
 * @typedef {object} ListedView
 * @property {string} id
 * @property {string} name
 * @property {import('../../../types').TicketFilters} filters
 * @property {import('../../../types').Total} [total]
 * @property {boolean} isCurrent
 */

/** @returns {{ common: ListedView[], saved: ListedView[] }} */
export function useViews() {
  const { view } = useView();
  const own = useSavedViews();
  const all = [
    ...VIEWS.map(({ id, filters }) => ({ id, name: viewCopy.names[id], filters })),
    ...own,
  ];
  const totals = useViewCounts(all.map(({ filters }) => filters));
  const listed = all.map((one, index) => ({
    ...one,
    total: totals[index],
    isCurrent: view.tab === 'tickets' && hasSameFilters(one.filters, view),
  }));
  return { common: listed.slice(0, VIEWS.length), saved: listed.slice(VIEWS.length) };
}
