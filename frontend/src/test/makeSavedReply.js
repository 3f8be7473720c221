/**
 * Return a saved reply: by default one that all share.
 * @param {Partial<import('../types').SavedReply>} [values]
 * @returns {import('../types').SavedReply}
 */
export const makeSavedReply = (values = {}) => ({
  id: 1,
  name: 'Refund is on its way',
  shortcut: 'refund',
  text: 'Hello {{requester.first_name | there}}, we **refund** it.',
  set: {},
  shared: true,
  owner: null,
  used_count: 0,
  version: 1,
  updated_at: '2026-03-02T10:00:00Z',
  can_edit: true,
  ...values,
});
