/** @typedef {import('../../../domain/view/address.js').View} View */

const NEWEST = '-created_at';

/**
 * Return the part of the address that a queue stands for. Its order is its own: who waits longest does
 * not come first in groups.
 * @param {import('../../../domain/view/queues.js').Queue} queue
 * @param {View} view the present one
 * @returns {Partial<View>}
 */
export const queueTarget = ({ filters, ordering = NEWEST }, { group, columns }) => ({
  ...filters,
  tab: 'tickets',
  view: null,
  group: ordering === NEWEST ? group : null,
  ordering,
  columns,
});
