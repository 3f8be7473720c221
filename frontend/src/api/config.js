import { read } from './connection.js';
import { nameCsrfCookie } from './csrfToken.js';
import { takeArrived } from './prefetch.js';
import { CONFIG_REQUEST } from './requests.js';

/**
 * Return how this installation is set up, as far as the interface shows it.
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<import('../types').Config>}
 */
export async function getConfig({ signal } = {}) {
  return configOf(await read(CONFIG_REQUEST, signal));
}

/** Return it if the page has asked ahead. */
export function arrivedConfig() {
  const answer = takeArrived(CONFIG_REQUEST);
  return answer && configOf(answer);
}

/**
 * @param {import('./prefetch.js').Answer} answer
 * @returns {import('../types').Config}
 */
function configOf({ data }) {
  nameCsrfCookie(data.csrf_cookie);
  return data;
}
