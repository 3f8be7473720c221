import { age, ago, exactTime, shortTime } from '../../lib/dates.js';

/**
 * A point in time, both relative and as date and time.
 * @param {{ iso: string, now: number }} props
 */
export function TicketTime({ iso, now }) {
  const relative = ago(iso, now);
  // Beyond a week the age is a date, and the time of day no longer matters.
  const isDate = relative === age(iso, now);
  return (
    <time dateTime={iso} title={exactTime(iso)}>
      <span>{relative}</span>
      {isDate ? null : <span className="time-exact">{` (${shortTime(iso)})`}</span>}
    </time>
  );
}
