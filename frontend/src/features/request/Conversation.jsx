import LoaderCircle from 'lucide-react/icons/loader-circle';

import { MessageText } from '../../domain/message/MessageText.jsx';
import { uiCopy } from '../../ui/copy.js';
import { useDelayed } from '../../ui/hooks/useDelayed.js';
import { RichText } from '../../ui/RichText.jsx';
import { requestCopy } from './copy.js';
import { KeptPlace } from './KeptPlace.jsx';
import { Message } from './Message.jsx';
import { useArrivals, useEarlierMessages } from './useConversation.js';

const copy = requestCopy.conversation;
const LONG = 300;

/** @typedef {ReturnType<typeof import('./useConversation.js').useConversation>} Query */

/** @type {import('../../types').PublicMessage['author']} */
const REQUESTER = { kind: 'requester', name: '' };

/**
 * What was written so far, oldest first: the ticket's description, then the messages.
 * @param {object} props
 * @param {string} props.token
 * @param {import('../../types').PublicTicket} props.ticket
 * @param {Query} props.query
 * @param {number} props.now
 */
export function Conversation({ token, ticket, query, now }) {
  const { data, isLoading } = query;
  const { keys, latest } = useArrivals(data?.messages);
  const earlier = useEarlierMessages(token);
  const isLate = useDelayed(isLoading, LONG);
  const isUnanswered =
    data && !data.earlierCursor && data.messages.every(({ author }) => author.kind === 'requester');
  return (
    <KeptPlace>
      <section className="conversation" aria-labelledby="conversation-heading">
        <h2 className="conversation-heading" id="conversation-heading">
          {copy.heading}
        </h2>
        <ol className="public-thread">
          <li>
            <Message author={REQUESTER} at={ticket.created_at} now={now}>
              <RichText text={ticket.description} />
            </Message>
          </li>
          {data?.earlierCursor ? (
            <li className="public-thread-earlier">
              <Earlier {...earlier} cursor={data.earlierCursor} />
            </li>
          ) : null}
          {data?.messages.map(({ key, author, at, html }) => (
            <li key={key}>
              <Message author={author} at={at} now={now} isNew={keys.includes(key)}>
                <MessageText html={html} />
              </Message>
            </li>
          ))}
        </ol>
        {isUnanswered ? <p className="public-thread-note">{copy.empty}</p> : null}
        <div role="status">
          {isLate ? <p className="public-thread-note">{copy.loading}</p> : null}
        </div>
        <Problem query={query} />
        <Announcement id={latest.at(-1)?.key} text={latest.length ? copy.arrived(latest) : ''} />
        <Announcement
          id={earlier.data?.messages[0]?.key}
          text={earlier.data ? copy.shown(earlier.data.messages.length) : ''}
        />
      </section>
    </KeptPlace>
  );
}

/**
 * A button that reads the messages before.
 * @param {Pick<ReturnType<typeof useEarlierMessages>, 'mutate' | 'isPending' | 'isError'> & { cursor: string }} props
 */
function Earlier({ mutate, isPending, isError, cursor }) {
  return (
    <>
      <button
        type="button"
        className="button button--soft button--small"
        aria-disabled={isPending || undefined}
        onClick={() => !isPending && mutate(cursor)}
      >
        {isPending ? <LoaderCircle className="spinner" aria-hidden="true" /> : null}
        <span>{isPending ? copy.loadingEarlier : copy.earlier}</span>
      </button>
      <div role="alert">{isError ? <p className="field-error">{copy.earlierFailed}</p> : null}</div>
    </>
  );
}

/** Tells that the messages could not be read, at first or again. @param {{ query: Query }} props */
function Problem({ query: { data, error, isFetching, refetch } }) {
  const isShown = error !== null && (data !== undefined || !isFetching);
  return (
    <div role="alert">
      {isShown ? (
        <p className="public-thread-note">
          <span>{data ? copy.stale : copy.failed}</span>
          <button type="button" className="link-button" onClick={() => void refetch()}>
            {uiCopy.tryAgain}
          </button>
        </p>
      ) : null}
    </div>
  );
}

/**
 * News for screen readers, which hear the same words again if they are about something else.
 * @param {{ id: string | undefined, text: string }} props
 */
function Announcement({ id, text }) {
  return (
    <div role="status" className="visually-hidden">
      {text ? <span key={id}>{text}</span> : null}
    </div>
  );
}
