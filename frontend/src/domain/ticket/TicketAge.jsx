import { age, ago, exactTime, shortTime } from '../../lib/dates.js';
import { useIsDrawn } from '../../ui/hooks/useIsDrawn.js';
import { useNow } from '../../ui/hooks/useNow.js';

/**
 * The age of a ticket, with its exact time on hover and focus. That comes after the first screen: the
 * first date that a browser formats takes it as long as a list.
 * @param {{ iso: string, inSentence?: boolean }} props
 */
export function TicketAge({ iso, inSentence = false }) {
  const now = useNow();
  const withExact = useIsDrawn();
  return (
    <time className="age" dateTime={iso} title={withExact ? exactTime(iso) : undefined}>
      <span className="age-relative">{inSentence ? ago(iso, now) : age(iso, now)}</span>
      {withExact ? <span className="age-exact">{shortTime(iso)}</span> : null}
    </time>
  );
}
