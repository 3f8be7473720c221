import { useQueryClient } from '@tanstack/react-query';
import MessageSquareWarning from 'lucide-react/icons/message-square-warning';

import { ago } from '../../../lib/dates.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { authorName } from '../thread/authors.js';
import { showMessages } from '../thread/timelineCache.js';
import { composerCopy } from './copy.js';
import { useOvertaken } from './outbox.js';

/**
 * What others have written to the requester while a reply was being written, which therefore waits.
 * @param {object} props
 * @param {number} props.ticket
 * @param {(message: number) => void} props.onRead
 * @param {(then?: import('../../../types').NewMessage['then']) => void} props.onSend
 */
export function OvertakenNotice({ ticket, onRead, onSend }) {
  const client = useQueryClient();
  const overtaken = useOvertaken((all) => all[ticket]);
  const now = useNow();
  if (!overtaken) return null;
  const { newer, outgoing } = overtaken;
  const last = newer.at(-1);
  const texts = composerCopy.overtaken;

  function read() {
    showMessages(client, ticket, newer);
    useOvertaken.setState({ [ticket]: undefined });
    // Once they are drawn: the cache tells the thread of them a moment later.
    if (newer.length) setTimeout(() => onRead(newer[0].id));
  }

  return (
    <div className="overtaken" role="alert">
      <MessageSquareWarning aria-hidden="true" />
      <div className="overtaken-words">
        <p>
          <b>{last ? titleOf(newer, ago(last.at, now)) : null}</b> <span>{texts.text}</span>
        </p>
        {newer.length === 1 ? (
          <p className="overtaken-text" dir="auto">
            {last?.text}
          </p>
        ) : null}
        <div className="overtaken-actions">
          <button type="button" className="button button--small button--soft" onClick={read}>
            {newer.length > 1 ? texts.readAll : texts.read}
          </button>
          <button
            type="button"
            className="button button--small button--quiet"
            onClick={() => onSend(outgoing.chosen)}
          >
            {texts.anyway}
          </button>
        </div>
      </div>
    </div>
  );
}

/** @param {import('../../../types').Message[]} newer @param {string} time */
function titleOf(newer, time) {
  return newer.length === 1
    ? composerCopy.overtaken.title(authorName(newer[0].author), time)
    : composerCopy.overtaken.several(newer.length, time);
}
