import AlarmClock from 'lucide-react/icons/alarm-clock';
import AlarmClockCheck from 'lucide-react/icons/alarm-clock-check';

import { isSnoozed, untilWords } from '../../../domain/ticket/snooze.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { snoozeCopy } from './copy.js';

/**
 * The line in an open ticket that tells until when it is snoozed, or that it is back.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function SnoozeNote({ ticket }) {
  const now = useNow();
  const { change } = useUpdateTicket(ticket.id);
  const { snoozed_until: until, woken_from: from, woken_at: at } = ticket;
  if (until && isSnoozed(ticket, now)) {
    return (
      <p className="snooze-note">
        <AlarmClock aria-hidden="true" />
        <span>{snoozeCopy.until(untilWords(until, now))}</span>
        <button
          type="button"
          className="link-button"
          onClick={() => change(ticket, 'snoozed_until', null)}
        >
          {snoozeCopy.wake}
        </button>
      </p>
    );
  }
  if (!from || !at) return null;
  return (
    <p className="snooze-note" data-back>
      <AlarmClockCheck aria-hidden="true" />
      <strong>{snoozeCopy.back}</strong>
      <span>{snoozeCopy.backWhy(from, at, now)}</span>
    </p>
  );
}
