import { useQuery, useQueryClient } from '@tanstack/react-query';

import { ApiError } from '../../../api/errors.js';
import { listViews, updateView } from '../../../api/views.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { cleanLine } from '../../../lib/text.js';
import { tellSaved } from '../tellSaved.js';

/**
 * @typedef {import('../../../types').SharedView} SharedView
 * @typedef {Pick<SharedView, 'name' | 'shared_with'>} ViewForm
 * @typedef {import('../useEditor.js').Read<ViewForm>} Read
 */

const VIEWS = ['views'];

/** @param {SharedView[]} views */
const sharedOf = (views) => views.filter((view) => view.shared_with !== 'nobody');

/** Return the views that others see, too. */
export function useSharedViews() {
  const accountId = useAccountId();
  return useQuery({
    queryKey: [...VIEWS, accountId],
    queryFn: ({ signal }) => listViews({ signal }),
    select: sharedOf,
    enabled: accountId !== undefined,
    staleTime: 0,
  });
}

/** Return a function that has views, and how many tickets are in them, read again. */
export function useViewsRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [VIEWS, ['tickets', 'queues']].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
}

/** @param {SharedView} view @returns {Read} */
export const readOf = ({ name, shared_with, version }) => ({
  values: { name, shared_with },
  version,
});

/**
 * Return the functions that read and store one view.
 * @param {SharedView} view
 */
export function useViewChanges({ id }) {
  const refresh = useViewsRefresh();

  /** @param {ViewForm} form @param {number} version */
  const store = ({ name, shared_with }, version) =>
    updateView(id, { name: cleanLine(name), shared_with }, version);

  return {
    async read() {
      const found = (await listViews()).find((one) => one.id === id);
      if (!found) throw new ApiError('not_found', '');
      return readOf(found);
    },
    /** @param {ViewForm} form @param {Read} over */
    async send(form, over) {
      const saved = await store(form, over.version);
      await refresh();
      return saved;
    },
    /**
     * Tell that a view is stored, with an Undo.
     * @param {SharedView} saved
     * @param {Read} before
     */
    tell(saved, before) {
      tellSaved({
        name: saved.name,
        refresh,
        before: { name: before.values.name, store: () => store(before.values, saved.version) },
      });
    },
  };
}
