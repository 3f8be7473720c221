import { ago, exactTime } from '../../../lib/dates.js';
import { historyCopy } from '../history/copy.js';
import { HistoryAuthor } from '../history/HistoryAuthor.jsx';
import { isBetween } from '../history/between.js';
import { HistoryChange } from '../history/HistoryChange.jsx';

/**
 * A change of the ticket between the messages, in one line.
 * @param {{ event: import('../../../types').TimelineEvent, now: number }} props
 */
export function ThreadEvent({ event, now }) {
  const { action, changes, at } = event;
  const isWakeUp = action === 'woken';
  return (
    <div className="thread-event">
      <div className="thread-event-words">
        <HistoryAuthor entry={event} />{' '}
        {changes.some(isBetween) ? null : (
          <span>{isWakeUp ? historyCopy.woken : historyCopy.changed}</span>
        )}{' '}
        {(isWakeUp ? [] : changes).map((change) => (
          <HistoryChange key={change.field} change={change} />
        ))}
      </div>
      <time dateTime={at} dir="auto" title={exactTime(at)}>
        {ago(at, now)}
      </time>
    </div>
  );
}
