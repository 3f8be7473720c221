import AlarmClock from 'lucide-react/icons/alarm-clock';

import { isSnoozed, untilWords } from '../../../domain/ticket/snooze.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { snoozeCopy } from './copy.js';

/**
 * The mark of a row whose ticket is snoozed, or back from that.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function SnoozeMark({ ticket }) {
  const now = useNow();
  const { snoozed_until: until } = ticket;
  const is = until && isSnoozed(ticket, now);
  if (!is && !ticket.woken_from) return null;
  return (
    <span className="snooze-mark" data-back={!is || null}>
      <AlarmClock aria-hidden="true" />
      {is ? (
        <span>
          <span className="snooze-mark-more">{snoozeCopy.snoozed} </span>
          <span>{snoozeCopy.untilOnly(untilWords(until, now))}</span>
        </span>
      ) : (
        <span>
          <span>{snoozeCopy.backOnly}</span>
          <span className="snooze-mark-more"> {snoozeCopy.fromSnooze}</span>
        </span>
      )}
    </span>
  );
}
