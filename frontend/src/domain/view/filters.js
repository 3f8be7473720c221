import { viewCopy } from './copy.js';

/** @typedef {import('../../types').Narrowing} Narrowing */

/** @type {Narrowing} */
export const EVERYTHING = {
  status: [],
  priority: [],
  category: [],
  created_within: null,
  resolved_within: null,
  search: '',
};

const WEEK = 7;

/** @type {Narrowing} */
export const ALL_OPEN = { ...EVERYTHING, status: ['open', 'in_progress'] };

/**
 * The views that everybody has.
 * @type {{ id: keyof typeof viewCopy.names, narrowing: Narrowing }[]}
 */
export const VIEWS = [
  { id: 'all_open', narrowing: ALL_OPEN },
  { id: 'critical', narrowing: { ...ALL_OPEN, priority: ['critical'] } },
  { id: 'in_progress', narrowing: { ...EVERYTHING, status: ['in_progress'] } },
  {
    id: 'resolved_week',
    narrowing: { ...EVERYTHING, status: ['resolved', 'closed'], resolved_within: WEEK },
  },
  { id: 'everything', narrowing: EVERYTHING },
];

/**
 * What of a view narrows the list.
 * @param {Narrowing} view
 * @returns {Narrowing}
 */
export function narrowingOf(view) {
  const { status, priority, category, created_within, resolved_within, search } = view;
  return { status, priority, category, created_within, resolved_within, search };
}

/**
 * Whether two sets of filters let the same tickets through, whatever the order of their values.
 * @param {Narrowing} one
 * @param {Narrowing} other
 */
export function isSameNarrowing(one, other) {
  /** @param {Narrowing} narrowing */
  const canonical = (narrowing) =>
    JSON.stringify(
      Object.entries(narrowingOf(narrowing)).map(([name, value]) => [
        name,
        Array.isArray(value) ? [...value].sort() : value,
      ]),
    );
  return canonical(one) === canonical(other);
}

/** @param {Narrowing} narrowing */
export function isNarrowed(narrowing) {
  return !isSameNarrowing(narrowing, EVERYTHING);
}

/**
 * The name of the view that shows just this, if there is one.
 * @param {Narrowing} narrowing
 * @param {import('../../types').SavedView[]} saved
 * @returns {string | undefined}
 */
export function viewName(narrowing, saved) {
  const own = saved.find((view) => isSameNarrowing(view.narrowing, narrowing));
  if (own) return own.name;
  const known = VIEWS.find((view) => isSameNarrowing(view.narrowing, narrowing));
  return known && viewCopy.names[known.id];
}
