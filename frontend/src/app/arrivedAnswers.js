import { arrivedAccount } from '../api/account.js';
import { arrivedConfig } from '../api/config.js';
import { arrivedPublicTicket } from '../api/privateLinks.js';
import { arrivedPublicMessages } from '../api/publicMessages.js';
import { arrivedStats, arrivedTicket, arrivedTickets } from '../api/tickets.js';
import { ACCOUNT, CONFIG } from '../domain/session/keys.js';
import { keys } from '../domain/ticket/keys.js';
import { listParamsOf, viewIn } from '../domain/view/address.js';
import { requestKeys } from '../features/request/keys.js';

/**
 * Put the answers that the page has asked for ahead (prefetch.js) and that are here into the cache, so
 * that the first drawing has them. The others are taken over when a query asks for them.
 * @param {import('@tanstack/react-query').QueryClient} client
 * @param {string} search the query string of the page
 */
export function storeArrived(client, search) {
  const token = new URLSearchParams(search).get('request');
  const view = viewIn(search);
  const params = listParamsOf(view);
  const page = arrivedTickets(params);
  // Nothing is stored for what has not arrived.
  client.setQueryData(CONFIG, arrivedConfig());
  client.setQueryData(ACCOUNT, arrivedAccount());
  client.setQueryData(keys.list(params), page && { pages: [page], pageParams: [null] });
  client.setQueryData(keys.period(view.period), arrivedStats(view.period));
  if (view.ticket !== null)
    client.setQueryData(keys.ticket(view.ticket), arrivedTicket(view.ticket));
  if (token) {
    client.setQueryData(requestKeys.ticket(token), arrivedPublicTicket(token));
    client.setQueryData(requestKeys.messages(token), arrivedPublicMessages(token));
  }
}
