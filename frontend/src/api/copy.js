import { plural } from '../lib/plural.js';

/** @param {number} seconds */
export const waitingTime = (seconds) =>
  seconds < 90
    ? plural(Math.max(1, Math.ceil(seconds)), 'second')
    : plural(Math.ceil(seconds / 60), 'minute');

/** Texts for requests that failed. */
export const errorCopy = {
  offline: 'There is no connection to the server.',
  timeout: 'The server took too long to answer.',
  signed_out: 'You are signed out.',
  csrf_failed: 'Your browser did not keep a cookie that this needs. Allow cookies for this site.',
  second_factor_required: 'You need two-step sign-in for this.',
  forbidden: 'The server does not allow this.',
  foreign:
    'Something other than TicketFlow answered. Whoever runs it has the proxy in front pass on everything below this address, and sets PUBLIC_URL to it.',
  not_found: 'It is no longer there.',
  conflict: 'Someone else changed it in the meantime.',
  too_large: 'It is too large to send.',
  too_many: (/** @type {number | null} */ seconds) =>
    seconds
      ? `That was a lot at once. Try again in ${waitingTime(seconds)}.`
      : 'That was a lot at once. Try again in a minute.',
  invalid: 'Something in it needs another look.',
  server: 'The server had a problem.',
};
