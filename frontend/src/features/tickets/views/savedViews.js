import { nanoid } from 'nanoid/non-secure';

import { EVERYTHING, narrowingOf } from '../../../domain/view/filters.js';
import { createPreference, usePreference } from '../../../ui/hooks/preferences.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { viewsCopy } from './copy.js';

/** @typedef {import('../../../types').SavedView} SavedView */

const saved = createPreference(
  'tf.views',
  /** @type {SavedView[]} */ ([]),
  /** @returns {stored is SavedView[]} */
  (stored) =>
    Array.isArray(stored) &&
    stored.every(({ id, name, narrowing }) => typeof id === 'string' && name && narrowing),
);

/** The views that this person keeps on this device, and what can be done with them. */
export function useSavedViews() {
  const views = usePreference(saved);
  return {
    views,
    /**
     * @param {string} name
     * @param {import('../../../types').Narrowing} narrowing
     */
    save(name, narrowing) {
      saved.set([
        ...saved.get(),
        { id: nanoid(), name, narrowing: { ...EVERYTHING, ...narrowingOf(narrowing) } },
      ]);
    },
    /** @param {SavedView} view */
    remove(view) {
      const before = saved.get();
      saved.set(before.filter(({ id }) => id !== view.id));
      offerUndo({
        key: `view-${view.id}`,
        text: viewsCopy.removed(view.name),
        hint: viewsCopy.putBack(view.name),
        run: () => saved.set(before),
      });
    },
  };
}

/** Reads the saved views from the device anew, as a reload does. */
export const reloadSavedViews = saved.reload;
