import { BASE } from '../lib/place.js';
import { connect, read } from './connection.js';
import { csrfToken } from './csrfToken.js';

/**
 * @typedef {object} PulseQuestion
 * @property {string} tab the name that this tab has given itself
 * @property {string | null} cursor of the last answer
 * @property {number | null} ticket the open one
 * @property {import('../types').Doing} doing what is done with it
 */

const NOT_MODIFIED = 304;
const LEAVE = 'pulse/leave/';
const UNAUTHORIZED = 401;
// It does not keep the session of who left the screen alive.
const BACKGROUND = { 'X-Background': '1' };
/**
 * Of what is told by the way: nobody is asked to sign in for it.
 * @param {number} status
 */
const isAnswer = (status) => status < 300 || status === UNAUTHORIZED;
const BY_THE_WAY = { headers: BACKGROUND, validateStatus: isAnswer };

/**
 * Return what has changed since the cursor and who else has the ticket open, or null if all of it is
 * as in the answer with that ETag.
 * @param {PulseQuestion} question
 * @param {string | null} etag
 * @returns {Promise<{ pulse: import('../types').Pulse, etag: string | null } | null>}
 */
export async function askPulse({ tab, cursor, ticket, doing }, etag) {
  const params = new URLSearchParams({ tab });
  if (cursor) params.set('cursor', cursor);
  if (ticket !== null) {
    params.set('ticket', String(ticket));
    params.set('doing', doing);
  }
  const { status, data, headers } = await read({
    path: 'pulse/',
    params,
    headers: { ...BACKGROUND, ...(etag && { 'If-None-Match': etag }) },
    accepted: NOT_MODIFIED,
  });
  return status === NOT_MODIFIED ? null : { pulse: data, etag: headers.etag ?? null };
}

/**
 * Tell that a tab has no ticket open any more. What is sent as the page goes must not be waited for.
 * @param {string} tab
 * @param {{ isLast?: boolean }} [options] whether the page goes
 */
export async function leavePulse(tab, { isLast = false } = {}) {
  const token = csrfToken();
  if (!token) {
    // To fetch one takes longer than the page is there; without, others see it a little later.
    if (!isLast) await (await connect()).post(LEAVE, { tab }, BY_THE_WAY);
    return;
  }
  await fetch(`${BASE}api/${LEAVE}`, {
    method: 'POST',
    keepalive: true,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-CSRFToken': token,
    },
    body: JSON.stringify({ tab }),
  });
}

/**
 * Store how far a ticket has been read.
 * @param {number} ticket
 * @param {number} message the newest one that was seen, 0 for the description
 * @returns {Promise<{ message: number, before: number | null } | null>} null where nobody is signed in
 */
export async function putSeen(ticket, message) {
  const http = await connect();
  const { status, data } = await http.put(`tickets/${ticket}/seen/`, { message }, BY_THE_WAY);
  return status === UNAUTHORIZED ? null : data || null;
}

/**
 * Return how far tickets have been read; those that never were are left out.
 * @param {number[]} tickets at most 100
 * @returns {Promise<import('../types').Seen[]>}
 */
export async function getSeen(tickets) {
  const params = new URLSearchParams(tickets.map((id) => ['ticket', String(id)]));
  return (await read({ path: 'seen/', params, headers: BACKGROUND })).data || [];
}
