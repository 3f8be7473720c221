import { useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { createView, deleteView, updateView } from '../../../api/views.js';
import { keys } from '../../../domain/ticket/keys.js';
import { useView } from '../../../domain/view/useView.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { viewsCopy } from './copy.js';
import { SHARED_VIEWS, keptOf } from './useSharedViews.js';

/**
 * @typedef {import('../../../types').SharedView} SharedView
 * @typedef {import('../../../types').SharedViewValues} SharedViewValues
 */

/** @param {SharedView} view @returns {SharedViewValues} */
const valuesOf = ({ name, query, ordering, group, columns, shared_with }) => ({
  name,
  query,
  ordering,
  group,
  columns,
  shared_with,
});

/** Return the functions that save, change and delete views on the server. */
export function useViewChanges() {
  const client = useQueryClient();
  const { view, replace } = useView();

  async function reload() {
    void client.invalidateQueries({ queryKey: keys.queues });
    await client.invalidateQueries({ queryKey: SHARED_VIEWS });
  }

  /** @param {unknown} error @param {string} text */
  function tell(error, text) {
    const { kind, message } = asApiError(error);
    const reason = kind === 'conflict' ? viewsCopy.changedMeanwhile : message;
    showToast({ kind: 'error', key: 'view', text: `${text} ${reason}` });
    void reload();
  }

  /** @param {SharedViewValues} values */
  async function create(values) {
    const created = await createView(values);
    await reload();
    return created;
  }

  return {
    /**
     * Save what the list shows as a new view, and go there.
     * @param {Pick<SharedViewValues, 'name' | 'shared_with'>} values
     */
    async save(values) {
      const created = await create({ ...keptOf(view), ...values });
      replace({ view: created.id });
    },

    /**
     * @param {SharedView} shared
     * @param {Partial<SharedViewValues>} values
     */
    async change(shared, values) {
      await updateView(shared.id, values, shared.version);
      await reload();
    },

    /**
     * Keep what the list shows in a view, with an Undo.
     * @param {SharedView} shared
     */
    async update(shared) {
      try {
        const { version } = await updateView(shared.id, keptOf(view), shared.version);
        await reload();
        offerUndo({
          key: `view-${shared.id}`,
          text: viewsCopy.updated(shared.name),
          hint: viewsCopy.updateBack(shared.name),
          run: () =>
            void updateView(shared.id, valuesOf(shared), version)
              .then(reload)
              .catch((error) => tell(error, viewsCopy.notUpdated(shared.name))),
        });
      } catch (error) {
        tell(error, viewsCopy.notUpdated(shared.name));
      }
    },

    /**
     * Delete a view, with an Undo.
     * @param {SharedView} shared
     */
    async remove(shared) {
      try {
        await deleteView(shared.id, shared.version);
        await reload();
        offerUndo({
          key: `view-${shared.id}`,
          text: viewsCopy.removed(shared.name),
          hint: viewsCopy.putBack(shared.name),
          run: () =>
            void create(valuesOf(shared)).catch((error) =>
              tell(error, viewsCopy.notPutBack(shared.name)),
            ),
        });
      } catch (error) {
        tell(error, viewsCopy.notRemoved(shared.name));
      }
    },
  };
}
