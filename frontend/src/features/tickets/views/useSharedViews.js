import { useQuery } from '@tanstack/react-query';

import { filterParameters } from '../../../api/requests.js';
import { listViews } from '../../../api/views.js';
import { useAccess, useAccountId } from '../../../domain/session/useAccess.js';
import { viewIn } from '../../../domain/view/address.js';
import { NO_FILTERS, filtersOf } from '../../../domain/view/filters.js';

/**
 * @typedef {import('../../../types').SharedView} SharedView
 * @typedef {import('../../../domain/view/address.js').View} View
 */

export const SHARED_VIEWS = ['views'];
const FRESH = 60_000;

/**
 * Return whether the list can show a view: programs may save filters that the interface has not.
 * @param {SharedView} view
 */
const isKnown = ({ query }) =>
  [...new URLSearchParams(query).keys()].every((name) => name in NO_FILTERS);

/** @param {SharedView[]} views */
const knownOf = (views) => views.filter(isKnown);

/** Return the views on the server that this person sees. */
export function useSharedViews() {
  const accountId = useAccountId();
  const isAllowed = useAccess() === 'granted';
  return useQuery({
    queryKey: [...SHARED_VIEWS, accountId],
    queryFn: ({ signal }) => listViews({ signal }),
    select: knownOf,
    enabled: isAllowed && accountId !== undefined,
    staleTime: FRESH,
  });
}

/**
 * Return the part of the address that a view stands for.
 * @param {SharedView} shared
 * @returns {Partial<View>}
 */
export const targetOf = ({ id, query, ordering, group, columns }) => ({
  ...filtersOf(viewIn(`?${query}`)),
  tab: 'tickets',
  view: id,
  ordering: /** @type {any} */ (ordering),
  group: /** @type {any} */ (group || null),
  columns,
});

/**
 * Return what a view on the server would keep of the address.
 * @param {View} view
 */
export const keptOf = (view) => ({
  query: String(filterParameters(filtersOf(view))),
  ordering: view.ordering,
  group: view.group ?? /** @type {const} */ (''),
  columns: view.columns,
});
