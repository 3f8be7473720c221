import { getSeen } from '../../../api/pulse.js';

/** @typedef {import('../../../types').Seen} Seen */
/** @typedef {{ id: number, resolve: (seen: Seen | null) => void, reject: (error: unknown) => void }} Wait */

// Rows that are scrolled past are gone before that.
const GATHER = 120;
const MAX_IDS = 100;

/** @type {Set<Wait>} */
const waiting = new Set();

function sendAll() {
  const waits = [...waiting];
  waiting.clear();
  for (let start = 0; start < waits.length; start += MAX_IDS) {
    void send(waits.slice(start, start + MAX_IDS));
  }
}

/** @param {Wait[]} waits */
async function send(waits) {
  try {
    const found = await getSeen([...new Set(waits.map(({ id }) => id))]);
    const seen = new Map(found.map((one) => [one.ticket, one]));
    waits.forEach(({ id, resolve }) => resolve(seen.get(id) ?? null));
  } catch (error) {
    waits.forEach(({ reject }) => reject(error));
  }
}

/**
 * Return how far a ticket has been read, null for not at all: in one request with the others that are
 * asked for at about the same time.
 * @param {number} id
 * @param {AbortSignal} signal
 * @returns {Promise<Seen | null>}
 */
export function loadSeen(id, signal) {
  return new Promise((resolve, reject) => {
    const wait = { id, resolve, reject };
    if (!waiting.size) setTimeout(sendAll, GATHER);
    waiting.add(wait);
    signal.addEventListener('abort', () => {
      waiting.delete(wait);
      reject(signal.reason);
    });
  });
}
