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
    // Its digits and letters keep their order on a page from right to left.
    <time dateTime={iso} title={exactTime(iso)} dir="auto">
      <span>{relative}</span>
      {isDate ? null : <span className="time-exact">{` (${shortTime(iso)})`}</span>}
    </time>
  );
}
