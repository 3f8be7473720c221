import { untilWords, wasAnswered } from '../../../domain/ticket/snooze.js';

/** Texts about snoozed tickets. */
export const snoozeCopy = {
  menu: 'Snooze',
  button: (/** @type {number} */ id) => `Snooze #${id}`,
  change: (/** @type {number} */ id, /** @type {string} */ until) =>
    `#${id} is snoozed until ${until}. Change`,
  /** @type {Record<import('./presets.js').Preset['id'], string>} */
  presets: {
    later: 'Later today',
    tomorrow: 'Tomorrow',
    monday: 'Monday',
    week: 'In a week',
  },
  reply: 'Until they answer',
  other: 'Choose a time…',
  wake: 'Wake now',
  heading: (/** @type {string} */ what) => `Snooze ${what}`,
  text: 'It leaves the open queues until then, and comes back at once when its requester writes.',
  field: 'Date and time',
  confirm: 'Snooze',
  cancel: 'Cancel',
  /** @type {Record<'missing' | 'over' | 'too_far', string>} */
  problems: {
    missing: 'Choose a date and a time.',
    over: 'This time is over. Choose a later one.',
    too_far: 'Choose a time within a year.',
  },
  until: (/** @type {string} */ until) => `Snoozed until ${until}`,
  back: 'Back from snooze',
  // In two parts: a narrow row shows one of them.
  snoozed: 'Snoozed',
  untilOnly: (/** @type {string} */ until) => `until ${until}`,
  backOnly: 'Back',
  fromSnooze: 'from snooze',
  backWhy: (/** @type {string} */ from, /** @type {string} */ at, /** @type {number} */ now) =>
    wasAnswered(from, at)
      ? 'The requester wrote.'
      : `It was snoozed until ${untilWords(from, now)}.`,
  done: (/** @type {number} */ id, /** @type {string | null} */ until) =>
    until
      ? `#${id} is snoozed until ${untilWords(until, Date.now())}.`
      : `#${id} is not snoozed any more.`,
  bulkDone: (/** @type {string} */ tickets, /** @type {string | null} */ until) =>
    until
      ? `Snoozed until ${untilWords(until, Date.now())}: ${tickets}.`
      : `Not snoozed any more: ${tickets}.`,
  undoHint: 'Put the snooze back as it was',
  failed: (/** @type {string} */ reason) => `The snooze was not changed. ${reason}`,
  closed: 'Resolved and closed tickets cannot be snoozed.',
  awake: (/** @type {number} */ id) => `#${id} is not snoozed.`,
  /** The value of the field, as the history and conflicts have it. */
  value: (/** @type {string | null | undefined} */ until) =>
    until ? `until ${untilWords(until, Date.now())}` : 'not snoozed',
};
