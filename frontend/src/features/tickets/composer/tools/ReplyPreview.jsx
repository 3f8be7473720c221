import { asApiError } from '../../../../api/errors.js';
import { MessageText } from '../../../../domain/message/MessageText.jsx';
import { ticketCopy } from '../../../../domain/ticket/copy.js';
import { toolsCopy } from './copy.js';
import { useReplyPreview } from './sources.js';

/**
 * The highlighted saved reply, as it reads for the ticket.
 * @param {{ reply: import('./sources.js').SavedReply, ticket: number }} props
 */
export function ReplyPreview({ reply, ticket }) {
  const { data, error } = useReplyPreview(reply, ticket);
  const values = Object.values(reply.set ?? {});
  return (
    <section className="expander-preview" aria-label={toolsCopy.preview}>
      {data ? (
        <MessageText html={data.html} />
      ) : (
        <p className="hint">
          {error ? toolsCopy.previewFailed(asApiError(error).message) : toolsCopy.previewLoading}
        </p>
      )}
      {values.length ? (
        <p className="hint">
          <span>{toolsCopy.alsoSets}</span>{' '}
          <span>{values.map((value) => ticketCopy.values[value] ?? value).join(', ')}</span>
        </p>
      ) : null}
    </section>
  );
}
