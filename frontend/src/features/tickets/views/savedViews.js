import { nanoid } from 'nanoid/non-secure';

import { EVERYTHING, narrowingOf } from '../../../domain/view/filters.js';
import { createPersistedStore } from '../../../lib/persistedStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { viewsCopy } from './copy.js';

/** @typedef {import('../../../types').SavedView} SavedView */

/** The views that this person keeps on this device. */
export const useSavedViews = createPersistedStore('tf.views', /** @type {SavedView[]} */ ([]), {
  isValid: (/** @type {SavedView[]} */ stored) =>
    stored.every(({ id, name, narrowing }) => typeof id === 'string' && name && narrowing),
});

/**
 * @param {string} name
 * @param {import('../../../types').Narrowing} narrowing
 */
export function saveView(name, narrowing) {
  const view = { id: nanoid(), name, narrowing: { ...EVERYTHING, ...narrowingOf(narrowing) } };
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
