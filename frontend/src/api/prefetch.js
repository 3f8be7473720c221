import { BASE } from '../lib/place.js';
import { isAccepted } from './requests.js';

/**
 * @typedef {import('./requests.js').ReadRequest} ReadRequest
 * @typedef {{ status: number, data: any, headers: Record<string, string> }} Answer
 */

// An answer that nobody has taken by then is too old to be shown.
const LASTS = 10_000;

/**
 * @typedef {object} Sent
 * @property {number} at milliseconds since the page was opened
 * @property {Promise<Answer | null>} promise
 * @property {Answer | null} [answer] undefined until it has come
 */

/** @type {Map<string, Sent>} by their addresses */
const answers = new Map();

/** @param {ReadRequest} request */
function urlOf({ path, params }) {
  const url = new URL(`${BASE}api/${path}`, window.location.href);
  url.search = String(params ?? '');
  return url.href;
}

/**
 * Return the answer; null if there is none or if it is not a good one.
 * @param {ReadRequest} request
 * @returns {Promise<Answer | null>}
 */
async function send(request) {
  try {
    const response = await fetch(urlOf(request), {
      headers: { Accept: 'application/json', ...request.headers },
      signal: AbortSignal.timeout(LASTS),
    });
    if (!isAccepted(request, response.status)) return null;
    // Another server's page is not JSON, and is refused by that.
    const data = await response.json();
    return { status: response.status, data, headers: Object.fromEntries(response.headers) };
  } catch {
    return null;
  }
}

/**
 * Send a request whose answer the page is about to need.
 * @param {ReadRequest} request
 */
export function prefetch(request) {
  const url = urlOf(request);
  if (answers.has(url)) return;
  /** @type {Sent} */
  const sent = { at: performance.now(), promise: send(request) };
  answers.set(url, sent);
  void sent.promise.then((answer) => {
    sent.answer = answer;
  });
}

/**
 * Take a request out of those that were sent; too old ones are gone as well.
 * @param {ReadRequest} request
 * @param {(sent: Sent) => boolean} isWanted
 */
function take(request, isWanted) {
  // Most of the time there is none.
  if (!answers.size) return undefined;
  const url = urlOf(request);
  const sent = answers.get(url);
  if (!sent || !isWanted(sent)) return undefined;
  answers.delete(url);
  return performance.now() - sent.at < LASTS ? sent : undefined;
}

/**
 * Return the answer to a request that the page has sent already, once; null if it has not, or in
 * vain: asking again will tell why.
 * @param {ReadRequest} request
 */
export async function takePrefetched(request) {
  return take(request, () => true)?.promise ?? null;
}

/**
 * Return the answer to a request if it is here already, once.
 * @param {ReadRequest} request
 */
export function takeArrived(request) {
  return take(request, ({ answer }) => Boolean(answer))?.answer ?? undefined;
}

/** Forget all, for tests. */
export function resetPrefetched() {
  answers.clear();
}

/**
 * Wait for the answers to all that the page has asked for ahead, but no longer than so many
 * milliseconds.
 * @param {number} limit
 */
export async function waitForPrefetched(limit) {
  const all = Promise.all([...answers.values()].map(({ promise }) => promise));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, limit))]);
}
