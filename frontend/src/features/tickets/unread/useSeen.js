import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { putSeen } from '../../../api/pulse.js';
import { messageId } from '../thread/Message.jsx';
import { messagesIn } from '../thread/timelineCache.js';
import { seenKey, seenQuery } from './seenQuery.js';

/**
 * @typedef {import('../../../types').Message} Message
 * @typedef {import('../../../types').Ticket} Ticket
 */

// Long enough to have been looked at.
const SETTLES = 1000;
// The part of a message that must be in sight.
const MARGIN = '0px 0px -24px 0px';

/**
 * Return how far the open ticket is read now, `seen`, and was read before it was opened, `since`.
 * @param {number} ticket
 * @param {number | string | null} me
 */
export function useSeen(ticket, me) {
  const isSignedIn = me !== null;
  const { data: seen } = useQuery(seenQuery(ticket, isSignedIn));
  // Undefined until it is known how far the person had read; then it stays.
  const [since, setSince] = useState(/** @type {number | null | undefined} */ (undefined));
  if (since === undefined && seen !== undefined) setSince(seen?.message ?? null);
  return {
    isSignedIn,
    seen,
    since,
    /** @param {number | null} before how far, as the server says */
    tell: (before) => setSince((known) => (known === undefined ? before : known)),
  };
}

/**
 * Tell the server that the newest message is seen, once it has been on screen for a moment.
 * @param {Ticket} ticket
 * @param {import('../../../types').TimelineItem[] | undefined} items once they are loaded
 * @param {ReturnType<typeof useSeen>} reading
 */
export function useReport(ticket, items, { isSignedIn, seen, tell }) {
  const client = useQueryClient();
  const reported = useRef(-1);
  const latest = useRef(tell);
  const newest = items && messagesIn(items).at(-1);
  const newestId = items && (newest?.id ?? 0);
  const at = newest?.at ?? ticket.created_at;
  const isSeen = newestId === undefined || (seen?.message ?? -1) >= newestId;
  const { id } = ticket;

  useEffect(() => {
    latest.current = tell;
  });

  useEffect(() => {
    if (!isSignedIn || isSeen || newestId === undefined) return undefined;
    const message = newestId;

    async function report() {
      if (reported.current >= message) return;
      const before = reported.current;
      reported.current = message;
      try {
        const answer = await putSeen(id, message);
        if (answer) latest.current(answer.before);
      } catch (error) {
        // It may have been deleted meanwhile. Anything else is tried again.
        if (asApiError(error).kind !== 'invalid') {
          reported.current = before;
          return;
        }
      }
      client.setQueryData(seenKey(id), { ticket: id, message, at });
    }
    return whileInSight(document.getElementById(messageId(message)), () => void report());
  }, [client, id, newestId, at, isSignedIn, isSeen]);
}

/**
 * Call a function each time an element has been in sight for a moment, in a page that is so too.
 * Return a function that ends it.
 * @param {HTMLElement | null} element null for one that always is
 * @param {() => void} onSeen
 */
function whileInSight(element, onSeen) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const isWatched = element && typeof IntersectionObserver !== 'undefined';
  let isInSight = !isWatched;

  function settle() {
    clearTimeout(timer);
    if (isInSight && !document.hidden) timer = setTimeout(onSeen, SETTLES);
  }

  const observer = isWatched
    ? new IntersectionObserver(
        (entries) => {
          isInSight = Boolean(entries.at(-1)?.isIntersecting);
          settle();
        },
        { root: element.closest('.detail-scroll'), rootMargin: MARGIN },
      )
    : null;
  if (element) observer?.observe(element);
  document.addEventListener('visibilitychange', settle);
  settle();
  return () => {
    clearTimeout(timer);
    observer?.disconnect();
    document.removeEventListener('visibilitychange', settle);
  };
}

/**
 * Return the first message that came since somebody last looked, but not one's own; undefined if there
 * is none.
 * @param {import('../../../types').TimelineItem[]} items the oldest first
 * @param {number | null | undefined} since the newest message known then
 * @param {number | string | null} me
 * @returns {number | undefined}
 */
export function firstNewMessage(items, since, me) {
  if (since === null || since === undefined) return undefined;
  const isMine = (/** @type {Message['author']} */ { kind, id }) => kind === 'agent' && id === me;
  return messagesIn(items).find((message) => message.id > since && !isMine(message.author))?.id;
}
