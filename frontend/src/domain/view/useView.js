import { createContext, use, useMemo } from 'react';
import {
  createSerializer,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';

import {
  CATEGORIES,
  GROUP_ORDERINGS,
  ORDERINGS,
  PERIODS,
  PRIORITIES,
  STATUSES,
  TABS,
  TRIAGE_FIELDS,
} from '../../api/vocabulary.js';
import { EVERYTHING, narrowingOf } from './filters.js';

const parsers = {
  tab: parseAsStringLiteral(TABS).withDefault('submit'),
  status: parseAsNativeArrayOf(parseAsStringLiteral(STATUSES)),
  priority: parseAsNativeArrayOf(parseAsStringLiteral(PRIORITIES)),
  category: parseAsNativeArrayOf(parseAsStringLiteral(CATEGORIES)),
  created_within: parseAsInteger,
  resolved_within: parseAsInteger,
  search: parseAsString.withDefault(''),
  group: parseAsStringLiteral(TRIAGE_FIELDS),
  period: parseAsStringLiteral(PERIODS).withDefault('30d'),
  ordering: parseAsStringLiteral(ORDERINGS).withDefault('-created_at'),
  ticket: parseAsInteger,
};

const serialize = createSerializer(parsers);

/**
 * What the person looks at, as far as it is worth sharing.
 * @typedef {import('../../types').TicketFilters & {
 *   tab: import('../../types').Tab,
 *   group: import('../../types').TriageField | null,
 *   ticket: number | null,
 *   period: import('../../types').Period,
 * }} View
 */

/** @type {View} */
export const FRESH_VIEW = {
  ...EVERYTHING,
  tab: 'submit',
  group: null,
  ordering: '-created_at',
  ticket: null,
  period: '30d',
};

/**
 * The address of a view, for links that open in a new tab as well as in this one.
 * @param {View} view
 */
export function hrefOf(view) {
  return serialize(view) || '?';
}

/**
 * The view in the address bar, which is the only place that knows it: reload, Back and a pasted
 * link show the same. Read once for all that `useView`.
 */
export function useAddress() {
  const [view, setView] = useQueryStates(parsers, { history: 'push', scroll: false });
  return useMemo(
    () => ({
      view,
      /** @param {Partial<View>} changes */
      go: (changes) => void setView(changes),
      /**
       * For changes while typing, which would fill the history.
       * @param {Partial<View>} changes
       */
      replace: (changes) => void setView(changes, { history: 'replace' }),
    }),
    [view, setView],
  );
}

export const ViewContext = createContext(
  /** @type {ReturnType<typeof useAddress> | null} */ (null),
);

/** What the person looks at, and how to get elsewhere. */
export function useView() {
  const address = use(ViewContext);
  if (!address) throw new Error('Only within ViewProvider is there a view.');
  return address;
}

/**
 * What narrows and sorts the list: a group takes the place of the order, for the server brings
 * groups about by sorting.
 * @param {View} view
 * @returns {import('../../types').TicketFilters}
 */
export function filtersOf(view) {
  const ordering = view.group ? GROUP_ORDERINGS[view.group] : view.ordering;
  return { ...narrowingOf(view), ordering };
}
