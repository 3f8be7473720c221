import { Fragment, useLayoutEffect, useRef } from 'react';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { dayName } from '../../../lib/dates.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { outgoingId, useOutbox } from '../composer/outbox.js';
import { unreadCopy } from '../unread/copy.js';
import { firstNewMessage, useReport } from '../unread/useSeen.js';
import { Arrivals } from './Arrivals.jsx';
import { threadCopy } from './copy.js';
import { Description } from './Description.jsx';
import { Message } from './Message.jsx';
import { OutgoingMessage } from './OutgoingMessage.jsx';
import { ThreadEvent } from './ThreadEvent.jsx';
import { threadItems } from './threadItems.js';
import { ThreadNote } from './ThreadNote.jsx';
import { itemsOf } from './timelineCache.js';
import { useAddressedMessage } from './useAddressedMessage.js';
import { useMarkedWords } from './useMarkedWords.js';
import { useTimeline } from './useTimeline.js';

const SCROLLER = '.detail-scroll';

/**
 * The conversation of a ticket: the description, then messages and changes, the newest at the end.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {ReturnType<typeof import('../unread/useSeen.js').useSeen>} props.reading how far it is read
 */
export function Conversation({ ticket, reading }) {
  const query = useTimeline(ticket);
  const me = useAccountId() ?? null;
  const now = useNow();
  const thread = useRef(/** @type {HTMLElement | null} */ (null));
  const outgoing = useOutgoing(ticket.id, me);
  const items = itemsOf(query.data);
  const addressed = useAddressedMessage(query);
  const firstNew = firstNewMessage(items, reading.since, me);
  useReport(ticket, query.data && items, reading);
  useMarkedWords(thread, query.data, ticket.description);
  const keepPlace = useKeptPlace(thread, items[0]);
  const { isFetchingNextPage, fetchNextPage, hasNextPage } = query;

  const lastSent = outgoing.at(-1)?.id;
  useLayoutEffect(() => {
    if (!lastSent) return;
    document.getElementById(outgoingId(lastSent))?.scrollIntoView({ block: 'nearest' });
  }, [lastSent]);

  async function loadEarlier() {
    if (isFetchingNextPage) return;
    keepPlace();
    const { hasNextPage: hasMore } = await fetchNextPage();
    // The button has gone.
    if (!hasMore) thread.current?.focus({ preventScroll: true });
  }

  return (
    <section className="thread" aria-label={threadCopy.heading} tabIndex={-1} ref={thread}>
      <Description ticket={ticket} now={now} />
      <ThreadNote query={query} />
      {hasNextPage ? (
        <button
          type="button"
          className="button button--small button--soft thread-earlier"
          aria-disabled={isFetchingNextPage || undefined}
          onClick={() => void loadEarlier()}
        >
          {isFetchingNextPage ? threadCopy.loadingEarlier : threadCopy.earlier}
        </button>
      ) : null}
      {threadItems(items, hasNextPage ? null : ticket.created_at).map((entry) => {
        if (entry.kind === 'day') {
          return (
            <p key={entry.key} className="thread-day">
              <span>{dayName(entry.at, now)}</span>
            </p>
          );
        }
        const { key, item } = entry;
        return item.type === 'event' ? (
          <ThreadEvent key={key} event={item} now={now} />
        ) : (
          <Fragment key={key}>
            {item.id === firstNew ? (
              <p className="thread-day thread-new">
                <span>{unreadCopy.newSince}</span>
              </p>
            ) : null}
            <Message
              ticket={ticket.id}
              message={item}
              me={me}
              now={now}
              isAddressed={item.id === addressed}
              isFixed={Boolean(ticket.folder)}
            />
          </Fragment>
        );
      })}
      {outgoing.map((one) => (
        <OutgoingMessage key={one.id} outgoing={one} now={now} />
      ))}
      <Arrivals items={query.data && items} me={me} />
    </section>
  );
}

/**
 * Return what is on its way to a ticket, the oldest first.
 * @param {number} ticket
 * @param {number | string | null} me
 */
function useOutgoing(ticket, me) {
  const all = Object.values(useOutbox());
  return all
    .filter((one) => one.ticket === ticket && (one.by === null || one.by === me))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
}

/**
 * Return a function to call before earlier messages are loaded: what is in sight then stays there.
 * @param {import('react').RefObject<HTMLElement | null>} thread
 * @param {import('../../../types').TimelineItem | undefined} first
 */
function useKeptPlace(thread, first) {
  const below = useRef(/** @type {number | null} */ (null));
  useLayoutEffect(() => {
    const scroller = thread.current?.closest(SCROLLER);
    if (below.current === null || !scroller) return;
    scroller.scrollTop = scroller.scrollHeight - below.current;
    below.current = null;
  }, [thread, first]);
  return () => {
    const scroller = thread.current?.closest(SCROLLER);
    if (scroller) below.current = scroller.scrollHeight - scroller.scrollTop;
  };
}
