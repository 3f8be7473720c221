import { asApiError } from '../../api/errors.js';
import { requestKeys } from './keys.js';

/**
 * Return how long to wait until a query asks again; false once its link leads nowhere. While nobody
 * looks at the page nothing is asked, and at once when somebody does again.
 * @param {number} every milliseconds
 */
export const whileThere = (every) => ({
  refetchInterval: (/** @type {{ state: { error: unknown } }} */ { state: { error } }) =>
    isGone(error) ? /** @type {const} */ (false) : every,
  refetchOnWindowFocus: /** @type {const} */ ('always'),
});

/**
 * Return whether an error says that a link leads nowhere.
 * @param {unknown} error
 */
export function isGone(error) {
  return Boolean(error) && asApiError(error).kind === 'not_found';
}

/**
 * Ask for the ticket again, if an error says that its link leads nowhere: the whole page depends on
 * whether that is so.
 * @param {import('@tanstack/react-query').QueryClient} client
 * @param {string} token
 * @param {unknown} error
 */
export function checkLink(client, token, error) {
  if (!isGone(error)) return;
  void client.invalidateQueries({ queryKey: requestKeys.ticket(token), exact: true });
}
