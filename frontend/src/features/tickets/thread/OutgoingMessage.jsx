import { useQueryClient } from '@tanstack/react-query';

import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { FieldError } from '../../../ui/FieldError.jsx';
import { flattenMentions } from '../../../lib/mentions.js';
import { composerCopy } from '../composer/copy.js';
import { edit, fieldId, outgoingId, send, useProgress } from '../composer/outbox.js';
import { threadCopy } from './copy.js';
import { Folded } from './Folded.jsx';
import { MessageHead } from './MessageHead.jsx';

/**
 * A message that is on its way, or was not sent.
 * @param {{ outgoing: import('../composer/outbox.js').Outgoing, now: number }} props
 */
export function OutgoingMessage({ outgoing, now }) {
  const client = useQueryClient();
  const progress = useProgress((all) => all[outgoing.id]);
  const { id, ticket, message, at } = outgoing;
  const text = flattenMentions(message.text);
  const isSending = progress?.isSending ?? false;

  function takeUp() {
    edit(outgoing);
    document.getElementById(fieldId(ticket))?.focus();
  }

  return (
    <article
      className="message"
      data-kind={message.kind}
      data-author="agent"
      data-sending={isSending || null}
      id={outgoingId(id)}
      tabIndex={-1}
      aria-label={`${threadCopy.you}, ${isSending ? composerCopy.sending : composerCopy.notSent}`}
    >
      <Avatar name="" kind="agent" />
      <div className="bubble">
        <MessageHead
          name={threadCopy.you}
          at={at}
          now={now}
          isNote={message.kind === 'note'}
          role={isSending ? composerCopy.sending : ''}
        />
        <Folded text={text}>
          <p className="message-text message-text--plain" dir="auto">
            {text}
          </p>
        </Folded>
        <div role="alert">
          {isSending ? null : (
            <FieldError
              id={`${outgoingId(id)}-error`}
              text={`${composerCopy.notSent} ${progress?.reason ?? ''}`.trim()}
            />
          )}
        </div>
        {isSending ? null : (
          <div className="outgoing-actions">
            <button
              type="button"
              className="button button--small button--soft"
              onClick={() => send(client, outgoing)}
            >
              {composerCopy.retry}
            </button>
            <button type="button" className="button button--small button--quiet" onClick={takeUp}>
              {composerCopy.edit}
            </button>
          </div>
        )}
      </div>
    </article>
  );
}
