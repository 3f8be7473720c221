import { keys } from '../../../domain/ticket/keys.js';
import { refreshCounts } from '../../../domain/ticket/counts/refreshCounts.js';
import { refreshTicket } from '../../../domain/ticket/refreshTicket.js';

/**
 * @typedef {import('@tanstack/react-query').QueryClient} QueryClient
 * @typedef {import('@tanstack/react-query').InfiniteData<import('../../../types').TimelinePage>} Timeline
 * @typedef {import('../../../types').Message} Message
 * @typedef {import('../../../types').TimelineItem} TimelineItem
 */

/**
 * Return all that is loaded of a timeline, the oldest first.
 * @param {Timeline | undefined} timeline
 * @returns {TimelineItem[]}
 */
export function itemsOf(timeline) {
  return [...(timeline?.pages ?? [])].reverse().flatMap(({ items }) => items);
}

/**
 * Return the messages among the items of a timeline.
 * @param {TimelineItem[]} items
 */
export const messagesIn = (items) => items.filter((item) => item.type === 'message');

/**
 * Return the id of the newest reply that a ticket shows, 0 for none; undefined while that is not known.
 * @param {QueryClient} client
 * @param {number} ticket
 */
export function newestReply(client, ticket) {
  /** @type {Timeline | undefined} */
  const timeline = client.getQueryData(keys.timeline(ticket));
  if (!timeline) return undefined;
  const replies = messagesIn(itemsOf(timeline)).filter(({ kind }) => kind === 'reply');
  return Math.max(0, ...replies.map(({ id }) => id));
}

/**
 * @param {QueryClient} client
 * @param {number} ticket
 * @param {(items: TimelineItem[], page: number) => TimelineItem[]} change of the items of a page, 0 for
 *   the newest
 */
function changePages(client, ticket, change) {
  // An answer on its way may be older than the change.
  void client.cancelQueries({ queryKey: keys.timeline(ticket) });
  client.setQueryData(keys.timeline(ticket), (/** @type {Timeline | undefined} */ timeline) =>
    timeline
      ? {
          ...timeline,
          pages: timeline.pages.map((page, index) => ({
            ...page,
            items: change(page.items, index),
          })),
        }
      : timeline,
  );
}

/** @param {Message} message @returns {(item: TimelineItem) => boolean} */
const isSame = (message) => (item) => item.type === 'message' && item.id === message.id;

/**
 * Add messages that a timeline does not have yet, and bring the others up to date.
 * @param {QueryClient} client
 * @param {number} ticket
 * @param {Message[]} messages the oldest first
 */
export function showMessages(client, ticket, messages) {
  /** @type {Timeline | undefined} */
  const timeline = client.getQueryData(keys.timeline(ticket));
  const known = itemsOf(timeline);
  const added = messages.filter((message) => !known.some(isSame(message)));
  changePages(client, ticket, (items, page) => [
    ...items.map((item) => {
      const now = messages.find((message) => isSame(message)(item));
      return now ? { type: /** @type {const} */ ('message'), ...now } : item;
    }),
    ...(page === 0
      ? added.map((message) => ({ type: /** @type {const} */ ('message'), ...message }))
      : []),
  ]);
}

/**
 * @param {QueryClient} client
 * @param {number} ticket
 * @param {Message} message
 */
export function hideMessage(client, ticket, message) {
  changePages(client, ticket, (items) => items.filter((item) => !isSame(message)(item)));
}

/**
 * Load a ticket, its timeline and the counts again after a message: it may have changed them all.
 * @param {QueryClient} client
 * @param {number} ticket
 */
export async function refreshConversation(client, ticket) {
  void client.invalidateQueries({ queryKey: keys.timeline(ticket) });
  // A note may have mentioned somebody.
  void client.invalidateQueries({ queryKey: keys.followers(ticket) });
  await refreshTicket(client, ticket);
  refreshCounts.resume(client);
}
