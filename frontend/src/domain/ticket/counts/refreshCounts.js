import { keys } from '../keys.js';
import { hasPendingChanges } from '../ticketCache.js';

/** @typedef {import('@tanstack/react-query').QueryClient} QueryClient */

/** Keep the counts in step with changes of tickets. */
export const refreshCounts = {
  /**
   * Cancel count requests under way: their answers may be older than the change that begins.
   * @param {QueryClient} client
   */
  pause(client) {
    void client.cancelQueries({ queryKey: keys.stats });
    void client.cancelQueries({ queryKey: keys.counts });
    void client.cancelQueries({ queryKey: keys.queues });
  },

  /**
   * Count again once no change is under way. Rows stay where they are until the list is next
   * loaded.
   * @param {QueryClient} client
   */
  resume(client) {
    void client.invalidateQueries({ queryKey: keys.lists, refetchType: 'none' });
    if (hasPendingChanges(client)) return;
    void client.invalidateQueries({ queryKey: keys.stats });
    void client.invalidateQueries({ queryKey: keys.counts });
    void client.invalidateQueries({ queryKey: keys.queues });
  },
};
