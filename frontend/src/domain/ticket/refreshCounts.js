import { hasPendingChanges, keys } from './ticketCache.js';

/** @typedef {import('@tanstack/react-query').QueryClient} QueryClient */

/** Keeps what is counted true to what was changed. */
export const refreshCounts = {
  /**
   * An answer under way may be older than the change that begins.
   * @param {QueryClient} client
   */
  hold(client) {
    void client.cancelQueries({ queryKey: keys.stats });
    void client.cancelQueries({ queryKey: keys.counts });
  },

  /**
   * Counts anew once nothing is under way. Rows stay where they are until the list is next looked
   * at afresh.
   * @param {QueryClient} client
   */
  release(client) {
    void client.invalidateQueries({ queryKey: keys.lists, refetchType: 'none' });
    if (hasPendingChanges(client)) return;
    void client.invalidateQueries({ queryKey: keys.stats });
    void client.invalidateQueries({ queryKey: keys.counts });
  },
};
