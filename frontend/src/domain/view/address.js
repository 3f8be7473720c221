import {
  createLoader,
  createParser,
  createSerializer,
  parseAsBoolean,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';

import {
  CATEGORIES,
  COLUMNS,
  FOLDERS,
  GROUP_ORDERINGS,
  ORDERINGS,
  PERIODS,
  PRIORITIES,
  STATUSES,
  TABS,
  TRIAGE_FIELDS,
  TURNS,
  forDays,
} from '../../api/vocabulary.js';
import { NO_FILTERS, filtersOf } from './filters.js';

const MAX_ID = 15;

/**
 * An id, or one of some words.
 * @template {string} Word
 * @param {Word[]} words
 */
const parseAsReference = (words) =>
  createParser({
    /** @param {string} text @returns {number | Word | null} */
    parse(text) {
      const word = words.find((one) => one === text);
      if (word) return word;
      return /^[1-9]\d*$/.test(text) && text.length <= MAX_ID ? Number(text) : null;
    },
    /** @param {number | Word} value */
    serialize: String,
  });

/** @template {string} Word @param {Word[]} words */
const someOf = (words) => parseAsNativeArrayOf(parseAsStringLiteral(words));

const texts = parseAsNativeArrayOf(parseAsString);
const agents = parseAsNativeArrayOf(
  parseAsReference(/** @type {('me' | 'none')[]} */ (['me', 'none'])),
);
const teams = parseAsNativeArrayOf(
  parseAsReference(/** @type {('mine' | 'none')[]} */ (['mine', 'none'])),
);

/** The form that each part of a view has in an address. */
export const parsers = {
  tab: parseAsStringLiteral(TABS).withDefault('submit'),
  view: parseAsInteger,
  status: someOf(STATUSES),
  priority: someOf(PRIORITIES),
  category: someOf(CATEGORIES),
  exclude_status: someOf(STATUSES),
  exclude_priority: someOf(PRIORITIES),
  exclude_category: someOf(CATEGORIES),
  ...forDays(parseAsInteger),
  assignee: agents,
  team: teams,
  exclude_assignee: agents,
  exclude_team: teams,
  awaiting: someOf(TURNS),
  snoozed: parseAsBoolean,
  followed: someOf(/** @type {const} */ (['me'])),
  tag: texts,
  tag_all: texts,
  exclude_tag: texts,
  folder: someOf(FOLDERS),
  search: parseAsString.withDefault(''),
  group: parseAsStringLiteral(TRIAGE_FIELDS),
  period: parseAsStringLiteral(PERIODS).withDefault('30d'),
  ordering: parseAsStringLiteral(ORDERINGS).withDefault('-created_at'),
  columns: someOf(COLUMNS),
  ticket: parseAsInteger,
  message: parseAsInteger,
};

const serialize = createSerializer(parsers);

/**
 * The state of the interface that is worth sharing, as the address holds it.
 * @typedef {import('../../types').ListParams & {
 *   tab: import('../../types').Tab,
 *   view: number | null,
 *   columns: import('../../types').Column[],
 *   group: import('../../types').TriageField | null,
 *   ticket: number | null,
 *   message: number | null,
 *   period: import('../../types').Period,
 * }} View
 */

/** @type {View} */
export const FRESH_VIEW = {
  ...NO_FILTERS,
  tab: 'submit',
  view: null,
  columns: [],
  group: null,
  ordering: '-created_at',
  ticket: null,
  message: null,
  period: '30d',
};

/**
 * Return the address of a view, for links that also work in a new tab.
 * @param {View} view
 */
export function hrefOf(view) {
  return serialize(view) || '?';
}

/**
 * Return the view in a query string.
 * @type {(search: string) => View}
 */
export const viewIn = createLoader(parsers);

/**
 * Return the filters and the order of the list. A group takes the place of the order, because the
 * server groups by sorting.
 * @param {View} view
 * @returns {import('../../types').ListParams}
 */
export function listParamsOf(view) {
  const ordering = view.group ? GROUP_ORDERINGS[view.group] : view.ordering;
  return { ...filtersOf(view), ordering };
}
