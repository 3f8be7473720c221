/** @typedef {import('../types').SharedView} SharedView */

/**
 * Return a view as the server has it; by default of who is signed in.
 * @param {Partial<SharedView>} [values]
 * @returns {SharedView}
 */
export function makeView(values = {}) {
  const id = values.id ?? 1;
  return {
    id,
    name: `View ${id}`,
    query: 'status=open',
    ordering: '-created_at',
    group: '',
    columns: [],
    shared_with: 'nobody',
    team: null,
    owner: { id: 5, name: 'Ada' },
    can_edit: true,
    version: 1,
    ...values,
  };
}
