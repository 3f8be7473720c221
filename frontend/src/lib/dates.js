import { lazily } from './lazily.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** @param {Intl.DateTimeFormatOptions} options */
const formatter = (options) => lazily(() => new Intl.DateTimeFormat(undefined, options));

const exact = formatter({ dateStyle: 'long', timeStyle: 'short' });
const short = formatter({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const clock = formatter({ timeStyle: 'short' });
const dayOfYear = formatter({ day: 'numeric', month: 'short' });
const dayAndYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
const wholeDay = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
const wholeDayAndYear = formatter({ dateStyle: 'full' });
const utcDay = formatter({ day: 'numeric', month: 'short', timeZone: 'UTC' });
/** Calendars with the months of the statistics; others, as the Persian one, divide the year elsewhere. */
const SAME_MONTHS = ['gregory', 'buddhist', 'japanese', 'roc'];
const utcMonth = lazily(() => {
  const { calendar } = utcDay().resolvedOptions();
  return new Intl.DateTimeFormat(undefined, {
    calendar: SAME_MONTHS.includes(calendar) ? calendar : 'gregory',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
});

/**
 * Return an age in as few letters as a dense list allows: "now", "4 min", "3 h", "2 d", then a
 * date. A clock ahead of the server's must not show a negative age.
 * @param {string} iso
 * @param {number} now milliseconds since the epoch
 */
export function age(iso, now) {
  const then = new Date(iso);
  const elapsed = now - then.getTime();
  if (elapsed < MINUTE) return 'now';
  if (elapsed < HOUR) return `${Math.floor(elapsed / MINUTE)} min`;
  if (elapsed < DAY) return `${Math.floor(elapsed / HOUR)} h`;
  if (elapsed < WEEK) return `${Math.floor(elapsed / DAY)} d`;
  const sameYear = then.getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayOfYear() : dayAndYear()).format(then);
}

/**
 * Return an age for use within a sentence: "just now", "4 min ago", "3 Mar".
 * @param {string} iso
 * @param {number} now milliseconds since the epoch
 */
export function ago(iso, now) {
  const text = age(iso, now);
  if (text === 'now') return 'just now';
  return now - new Date(iso).getTime() < WEEK ? `${text} ago` : text;
}

/**
 * Return the day of a point in time in the reader's time zone, to compare it with others.
 * @param {string | number} time
 */
export function dayOf(time) {
  return new Date(time).toDateString();
}

/**
 * Return a day in words: "Today", "Yesterday", "Tuesday, 3 March".
 * @param {string} iso
 * @param {number} now milliseconds since the epoch
 */
export function dayName(iso, now) {
  if (dayOf(iso) === dayOf(now)) return 'Today';
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayOf(iso) === yesterday.toDateString()) return 'Yesterday';
  const then = new Date(iso);
  const sameYear = then.getFullYear() === new Date(now).getFullYear();
  return (sameYear ? wholeDay() : wholeDayAndYear()).format(then);
}

/**
 * Return the full date and time in the reader's own format and time zone.
 * @param {string} iso
 */
export function exactTime(iso) {
  return exact().format(new Date(iso));
}

/**
 * Return a date and time short enough for a list.
 * @param {string} iso
 */
export function shortTime(iso) {
  return short().format(new Date(iso));
}

/**
 * Return a day of the statistics, which is the team's and must not shift with the reader's zone.
 * @param {string} date YYYY-MM-DD
 */
export function shortDay(date) {
  return utcDay().format(new Date(`${date}T00:00:00Z`));
}

/**
 * Return a month of the statistics.
 * @param {string} date YYYY-MM-DD, its first day
 */
export function shortMonth(date) {
  return utcMonth().format(new Date(`${date}T00:00:00Z`));
}

/**
 * Return the time of day, for recent events.
 * @param {number} milliseconds since the epoch
 */
export function clockTime(milliseconds) {
  return clock().format(milliseconds);
}
