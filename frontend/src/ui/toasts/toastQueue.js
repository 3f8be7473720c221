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
 * What is on screen: every error, because it stays until it was read, and one message beside.
 * @param {Toast[]} queue
 * @returns {Toast[]}
 */
export function visible(queue) {
  const message = queue.find(({ kind }) => kind === 'success');
  return queue.filter((toast) => toast.kind === 'error' || toast === message);
}

/**
 * Whether something waits behind the message on screen, which then makes way sooner.
 * @param {Toast[]} queue
 */
export function isCrowded(queue) {
  return queue.filter(({ kind }) => kind === 'success').length > 1;
}
