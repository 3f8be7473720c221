import { getTicket } from '../../api/tickets.js';
import { keys } from './keys.js';
import { confirmTicket, confirmedTicket } from './ticketCache.js';

/**
 * Load a ticket again, and show it everywhere.
 * @param {import('@tanstack/react-query').QueryClient} client
 * @param {number} id
 */
export async function refreshTicket(client, id) {
  try {
    const ticket = await getTicket(id);
    // A change of this tab may have been confirmed meanwhile.
    if (ticket.version >= (confirmedTicket(client, id)?.version ?? 0)) {
      confirmTicket(client, ticket);
    }
  } catch {
    // Who opens it next asks again.
    void client.invalidateQueries({ queryKey: keys.ticket(id) });
  }
}
