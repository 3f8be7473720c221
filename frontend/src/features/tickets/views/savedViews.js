import { nanoid } from 'nanoid/non-secure';

import { NO_FILTERS, filtersOf } from '../../../domain/view/filters.js';
import { createPersistedStore } from '../../../lib/persistedStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { viewsCopy } from './copy.js';

/** @typedef {import('../../../types').SavedView} SavedView */

// On the device the filters have the name that the first release gave them, and may lack later ones.
const fromStored = (/** @type {any} */ { id, name, narrowing }) => ({
  id,
  name,
  filters: narrowing && { ...NO_FILTERS, ...narrowing },
});
const toStored = (/** @type {SavedView} */ { id, name, filters }) => ({
  id,
  name,
  narrowing: filters,
});

/** The views saved on this device. */
export const useSavedViews = createPersistedStore('tf.views', /** @type {SavedView[]} */ ([]), {
  isValid: (/** @type {SavedView[]} */ views) =>
    views.every(({ id, name, filters }) => typeof id === 'string' && name && filters),
  parse: (text) => JSON.parse(text).map(fromStored),
  serialize: (views) => JSON.stringify(views.map(toStored)),
});

/**
 * @param {string} name
 * @param {import('../../../types').TicketFilters} filters
 */
export function saveView(name, filters) {
  const view = { id: nanoid(), name, filters: { ...NO_FILTERS, ...filtersOf(filters) } };
  useSavedViews.setState((views) => [...views, view], true);
}

/**
 * Remove a saved view, and offer to put it back.
 * @param {SavedView} view
 */
export function removeView(view) {
  const before = useSavedViews.getState();
  useSavedViews.setState(
    before.filter(({ id }) => id !== view.id),
    true,
  );
  offerUndo({
    key: `view-${view.id}`,
    text: viewsCopy.removed(view.name),
    hint: viewsCopy.putBack(view.name),
    run: () => useSavedViews.setState(before, true),
  });
}
