/**
 * A choice of when a ticket comes back.
 * @typedef {{ id: 'later' | 'tomorrow' | 'monday' | 'week', at: Date }} Preset
 */

const MORNING = 9;
const LATER_HOURS = 3;
const HALF_HOUR = 30;
const WEEK = 7;
const MONDAY = 1;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;
const YEAR_DAYS = 366;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/**
 * Return the morning so many days after a time, as the clocks on the wall have it then.
 * @param {number} now milliseconds since the epoch
 * @param {number} days
 */
export function morningIn(now, days) {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, MORNING);
}

/** @param {number} now */
function laterToday(now) {
  const later = new Date(now + LATER_HOURS * MS_PER_HOUR);
  const missing = -later.getMinutes() % HALF_HOUR;
  // Not set on the clock, for an hour that it shows twice: the first one would be taken.
  const rounded = later.getTime() + (missing && missing + HALF_HOUR) * MS_PER_MINUTE;
  return new Date(rounded - (rounded % MS_PER_MINUTE));
}

/**
 * Return the choices at a time, in the reader's time zone: none twice, and "later today" only today.
 * @param {number} now milliseconds since the epoch
 * @returns {Preset[]}
 */
export function presetsAt(now) {
  const today = new Date(now);
  const toMonday = (WEEK + MONDAY - today.getDay()) % WEEK || WEEK;
  const later = laterToday(now);
  /** @type {Preset[]} */
  const all = [
    { id: 'later', at: later },
    { id: 'tomorrow', at: morningIn(now, 1) },
    { id: 'monday', at: morningIn(now, toMonday) },
    { id: 'week', at: morningIn(now, WEEK) },
  ];
  const times = all.map(({ at }) => at.getTime());
  return all.filter(
    ({ id }, index) =>
      times.indexOf(times[index]) === index &&
      (id !== 'later' || later.toDateString() === today.toDateString()),
  );
}

/** Return a time as the API has it. @param {Date} time */
export const toApiTime = (time) => time.toISOString().replace('.000Z', 'Z');

/**
 * Return a time as a field for local times takes it.
 * @param {Date} time
 */
export function toFieldValue(time) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** Return the latest time that a ticket can be snoozed until. @param {number} now */
export const latestAt = (now) => new Date(now + YEAR_DAYS * MS_PER_DAY);

/**
 * Return the time in a field for local times, or why it is none to snooze until.
 * @param {string} value
 * @param {number} now
 * @returns {{ time: Date } | { problem: 'missing' | 'over' | 'too_far' }}
 */
export function readField(value, now) {
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return { problem: 'missing' };
  if (time.getTime() <= now) return { problem: 'over' };
  return time > latestAt(now) ? { problem: 'too_far' } : { time };
}
