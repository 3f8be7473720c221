import { dayOf } from '../../../lib/dates.js';

/**
 * @typedef {import('../../../types').TimelineItem} TimelineItem
 * @typedef {{ kind: 'day', key: string, at: string }
 *   | { kind: 'item', key: string, item: TimelineItem }} ThreadItem
 */

/**
 * Return what a conversation shows, in order: messages, changes, and where a day begins. That the ticket
 * was created is left out, for its description is there.
 * @param {TimelineItem[]} items the oldest first
 * @param {string | null} since when what stands before them was written; null if that is not loaded
 * @returns {ThreadItem[]}
 */
export function threadItems(items, since) {
  let day = since && dayOf(since);
  return items
    .filter((item) => item.type === 'message' || item.action !== 'created')
    .flatMap((item) => {
      /** @type {ThreadItem} */
      const entry = { kind: 'item', key: `${item.type} ${item.id}`, item };
      const today = dayOf(item.at);
      if (today === day) return [entry];
      day = today;
      return [{ kind: 'day', key: today, at: item.at }, entry];
    });
}
