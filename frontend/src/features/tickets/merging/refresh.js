import { keys } from '../../../domain/ticket/keys.js';
import { refreshCounts } from '../../../domain/ticket/counts/refreshCounts.js';
import { refreshTicket } from '../../../domain/ticket/refreshTicket.js';

/**
 * Load tickets again, with their conversations and what stands beside them.
 * @param {import('@tanstack/react-query').QueryClient} client
 * @param {number[]} ids
 */
export async function refreshTickets(client, ids) {
  for (const id of ids) {
    void client.invalidateQueries({ queryKey: keys.timeline(id) });
    void client.invalidateQueries({ queryKey: keys.followers(id) });
  }
  // A merged ticket stands beside no other one any more.
  void client.invalidateQueries({ queryKey: keys.similarOfAll });
  await Promise.all(ids.map((id) => refreshTicket(client, id)));
  refreshCounts.resume(client);
}
