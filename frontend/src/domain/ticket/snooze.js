import { lazily } from '../../lib/lazily.js';
import { clockTime, dayOf } from '../../lib/dates.js';

/** A snooze until the requester answers, as the API has it. */
export const UNTIL_REPLY = 'reply';

const DAY = 24 * 60 * 60_000;
const FEW_DAYS = 6;

/** @param {Intl.DateTimeFormatOptions} options */
const formatter = (options) =>
  lazily(
    () => new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', ...options }),
  );

const ofWeek = formatter({ weekday: 'short' });
const ofYear = formatter({ weekday: 'short', day: 'numeric', month: 'short' });
const ofAnyYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' });

/**
 * Return whether a ticket is snoozed at a time.
 * @param {Pick<import('../../types').Ticket, 'snoozed_until'>} ticket
 * @param {number} now milliseconds since the epoch
 */
export const isSnoozed = ({ snoozed_until: until }, now) =>
  Boolean(until) && (until === UNTIL_REPLY || Date.parse(String(until)) > now);

/**
 * Return whether a snooze has ended because the requester wrote.
 * @param {string} from until when it was
 * @param {string} at when it ended
 */
export const wasAnswered = (from, at) => from === UNTIL_REPLY || Date.parse(from) > Date.parse(at);

/**
 * Return a time close to now in few letters: "17:30", "Mon 09:00", "Mon, 9 Mar, 09:00".
 * @param {number} time
 * @param {number} now
 */
export function nearTime(time, now) {
  if (dayOf(time) === dayOf(now)) return clockTime(time);
  if (Math.abs(time - now) < FEW_DAYS * DAY) return ofWeek().format(time);
  return wholeTime(time, now);
}

/**
 * Return a time with its day: "Mon, 9 Mar, 09:00", and with the year if it is another one.
 * @param {number} time
 * @param {number} now
 */
export function wholeTime(time, now) {
  const isSameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (isSameYear ? ofYear : ofAnyYear)().format(time);
}

/**
 * Return until when a ticket is snoozed, in words.
 * @param {string} until
 * @param {number} now
 */
export const untilWords = (until, now) =>
  until === UNTIL_REPLY ? 'they answer' : nearTime(Date.parse(until), now);
