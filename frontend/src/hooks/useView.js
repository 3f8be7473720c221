import { useMemo } from 'react';
import {
  createSerializer,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';

import { CATEGORIES, ORDERINGS, PRIORITIES, STATUSES, TABS } from '../lib/vocabulary.js';

const parsers = {
  tab: parseAsStringLiteral(TABS).withDefault('submit'),
  status: parseAsNativeArrayOf(parseAsStringLiteral(STATUSES)),
  priority: parseAsNativeArrayOf(parseAsStringLiteral(PRIORITIES)),
  category: parseAsNativeArrayOf(parseAsStringLiteral(CATEGORIES)),
  search: parseAsString.withDefault(''),
  ordering: parseAsStringLiteral(ORDERINGS).withDefault('-created_at'),
  ticket: parseAsInteger,
};

const serialize = createSerializer(parsers);

/**
 * What the person looks at, as far as it is worth sharing.
 * @typedef {import('../types').TicketFilters & { tab: import('../types').Tab, ticket: number | null }} View
 */

/** @type {View} */
export const FRESH_VIEW = {
  tab: 'submit',
  status: [],
  priority: [],
  category: [],
  search: '',
  ordering: '-created_at',
  ticket: null,
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
 * link show the same.
 */
export function useView() {
  const [view, setView] = useQueryStates(parsers, { history: 'push', scroll: false });
  const moves = useMemo(
    () => ({
      /** @param {Partial<View>} changes */
      go: (changes) => void setView(changes),
      /**
       * For changes while typing, which would fill the history.
       * @param {Partial<View>} changes
       */
      replace: (changes) => void setView(changes, { history: 'replace' }),
    }),
    [setView],
  );
  return { view, ...moves };
}

/** What to go to when nothing shall narrow the list; the order of the list stays. */
export const NO_FILTERS = {
  status: FRESH_VIEW.status,
  priority: FRESH_VIEW.priority,
  category: FRESH_VIEW.category,
  search: FRESH_VIEW.search,
};

/** What of a view narrows and sorts the list. @param {View} view */
export function filtersOf({ status, priority, category, search, ordering }) {
  return { status, priority, category, search, ordering };
}
