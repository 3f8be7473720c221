/** @typedef {import('../../types').Toast} Toast */

/**
 * @param {Toast[]} queue
 * @param {Toast} toast
 * @returns {Toast[]}
 */
export function enqueue(queue, toast) {
  const others = toast.key ? queue.filter((other) => other.key !== toast.key) : queue;
  return [...others, toast];
}

/**
 * Return the toasts on screen: every error, because it stays until it is dismissed, and one
 * message.
 * @param {Toast[]} queue
 * @returns {Toast[]}
 */
export function visible(queue) {
  const message = queue.find(({ kind }) => kind === 'success');
  return queue.filter((toast) => toast.kind === 'error' || toast === message);
}

/**
 * Return whether messages wait behind the one on screen, which then closes sooner.
 * @param {Toast[]} queue
 */
export function isCrowded(queue) {
  return queue.filter(({ kind }) => kind === 'success').length > 1;
}
