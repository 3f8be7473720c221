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

/** @param {Toast} toast */
const isMessage = ({ kind }) => kind === 'success';

/** @param {Toast} toast about what the person has just done */
const isOwn = (toast) => isMessage(toast) && !toast.isNews;

/**
 * Return the toasts on screen: every error, because it stays until it is dismissed, and one
 * message. News gives way to what tells of the person's own action, whose undo may not wait, and is
 * there again afterwards.
 * @param {Toast[]} queue
 * @returns {Toast[]}
 */
export function visible(queue) {
  const message = queue.find(isOwn) ?? queue.find(isMessage);
  return queue.filter((toast) => toast.kind === 'error' || toast === message);
}

/**
 * Return whether messages wait behind the one on screen, which then closes sooner. News can wait.
 * @param {Toast[]} queue
 */
export function isCrowded(queue) {
  return queue.filter(isOwn).length > 1;
}
