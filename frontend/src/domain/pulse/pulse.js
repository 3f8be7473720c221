import { onlineManager } from '@tanstack/react-query';
import { nanoid } from 'nanoid';

import { asApiError } from '../../api/errors.js';

/**
 * @typedef {import('../../types').Pulse} PulseAnswer
 * @typedef {{ ticket: number | null, doing: import('../../types').Doing }} Watched
 *
 * @typedef {object} PulseParts
 * @property {typeof import('../../api/pulse.js').askPulse} ask
 * @property {typeof import('../../api/pulse.js').leavePulse} leave
 * @property {(pulse: PulseAnswer, ticket: number | null) => void} onAnswer called with each news, and
 *   the ticket that was open when it was asked for
 * @property {() => void} onSilence called when nothing is known of others any more
 */

const SECOND = 1000;
export const ACTIVE = 5 * SECOND;
export const IDLE = 15 * SECOND;
export const ACTIVE_FOR = 60 * SECOND;
const LONGEST = 300 * SECOND;
// A hand that opens one ticket after the other does not ask for each.
const LEAST = SECOND;
// Others are forgotten by then.
const FAILURES_HEARD = 2;
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'];

/**
 * Return the pulse of this tab: it asks what is new every few seconds, one request at a time. While
 * nobody can see the page nothing is asked, and at once when somebody does again.
 * @param {PulseParts} parts
 */
export function createPulse({ ask, leave, onAnswer, onSilence }) {
  // Not stored: a duplicated tab would take it along.
  const tab = nanoid();
  /** @type {Watched} */
  let watched = { ticket: null, doing: 'viewing' };
  /** @type {string | null} */
  let cursor = null;
  /** @type {string | null} */
  let etag = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<unknown>} */
  let asking = Promise.resolve();
  /** @type {Promise<void>} */
  let leaving = Promise.resolve();
  let isRunning = false;
  let isAsking = false;
  let isHurried = false;
  // Whether others may see this tab on a ticket.
  let isPresent = false;
  let askedAt = -Infinity;
  let activeAt = Date.now();
  let failures = 0;
  let retryAfter = 0;

  const isOff = () => !isRunning || document.hidden || !onlineManager.isOnline();
  const isActive = () => Date.now() - activeAt < ACTIVE_FOR;

  function interval() {
    if (!failures) return isActive() ? ACTIVE : IDLE;
    return Math.max(retryAfter, Math.min(LONGEST, IDLE * 2 ** (failures - 1)));
  }

  /** @param {number} [wait] since the last request */
  function schedule(wait = interval()) {
    clearTimeout(timer);
    if (isOff() || isAsking) return;
    timer = setTimeout(() => void beat(), Math.max(0, askedAt + wait - Date.now()));
  }

  /** Ask soon, unless the server is in trouble. */
  function hurry() {
    isHurried = isAsking;
    schedule(failures ? interval() : LEAST);
  }

  async function beat() {
    if (isOff() || isAsking) return;
    isAsking = true;
    isHurried = false;
    askedAt = Date.now();
    try {
      await leaving;
      const { ticket, doing } = watched;
      isPresent = ticket !== null;
      const request = ask({ tab, cursor, ticket, doing }, etag);
      asking = request.catch(() => {});
      const answer = await request;
      failures = 0;
      if (answer) take(answer, ticket);
    } catch (error) {
      failures += 1;
      retryAfter = (asApiError(error).retryAfter ?? 0) * SECOND;
      if (failures === FAILURES_HEARD) onSilence();
    }
    isAsking = false;
    schedule(isHurried && !failures ? LEAST : interval());
  }

  /** @param {{ pulse: PulseAnswer, etag: string | null }} answer @param {number | null} ticket */
  function take({ pulse, etag: tag }, ticket) {
    if (!isRunning) return;
    cursor = pulse.cursor;
    etag = ticket === watched.ticket ? tag : null;
    onAnswer(pulse, ticket);
  }

  /** @param {{ isLast?: boolean }} [options] */
  function depart({ isLast = false } = {}) {
    if (!isPresent) return;
    isPresent = false;
    etag = null;
    // Neither may a request under way overtake it, nor it the next one: both say that this tab is here.
    const left = isLast ? leave(tab, { isLast }) : asking.then(() => leave(tab));
    // Without it others are told a little later.
    leaving = left.catch(() => {});
  }

  function handleSign() {
    const wasActive = isActive();
    activeAt = Date.now();
    if (!wasActive) schedule();
  }

  function handleReturn() {
    activeAt = Date.now();
    hurry();
  }

  const handleGone = () => depart({ isLast: true });

  function handleVisibility() {
    if (document.hidden) clearTimeout(timer);
    else handleReturn();
  }

  /** @param {boolean} isOnline */
  function handleOnline(isOnline) {
    failures = 0;
    if (isOnline) hurry();
    else onSilence();
  }

  /** @type {() => void} */
  let stopOnline = () => {};

  return {
    start() {
      isRunning = true;
      SIGNS.forEach((sign) => window.addEventListener(sign, handleSign, { passive: true }));
      document.addEventListener('visibilitychange', handleVisibility);
      window.addEventListener('pagehide', handleGone);
      window.addEventListener('pageshow', handleReturn);
      stopOnline = onlineManager.subscribe(handleOnline);
      schedule();
    },

    stop() {
      isRunning = false;
      clearTimeout(timer);
      SIGNS.forEach((sign) => window.removeEventListener(sign, handleSign));
      document.removeEventListener('visibilitychange', handleVisibility);
      window.removeEventListener('pagehide', handleGone);
      window.removeEventListener('pageshow', handleReturn);
      stopOnline();
      depart();
      onSilence();
    },

    /**
     * Tell others and the server of another ticket, or that something else is done with it.
     * @param {Watched} next
     */
    watch(next) {
      const before = watched;
      watched = next;
      if (before.ticket !== next.ticket) {
        etag = null;
        depart();
      }
      if (before.ticket !== next.ticket || before.doing !== next.doing) hurry();
    },
  };
}
