import { age, ago, exactTime, shortTime } from '../../lib/dates.js';
import { useNow } from '../../ui/hooks/useNow.js';

/**
 * The age of a ticket, with its exact time on hover and focus.
 * @param {{ iso: string, inSentence?: boolean }} props
 */
export function TicketAge({ iso, inSentence = false }) {
  const now = useNow();
  return (
    <time className="age" dateTime={iso} title={exactTime(iso)}>
      <span className="age-relative">{inSentence ? ago(iso, now) : age(iso, now)}</span>
      <span className="age-exact">{shortTime(iso)}</span>
    </time>
  );
}
