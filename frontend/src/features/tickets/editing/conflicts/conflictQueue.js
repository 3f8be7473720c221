import { create } from 'zustand';

/**
 * @typedef {import('../../../../types').Ticket} Ticket
 * @typedef {import('../../../../types').ChoiceField | import('../../../../types').TextField} Field
 * @typedef {{ choice: 'mine' | 'theirs' | 'left', value: any }} Decision `value` is the value
 *   to keep, or for `left` the text as it was when the person left it
 * @typedef {object} Conflict two people have changed one field, or one has deleted the ticket
 * @property {number} id
 * @property {Field} field
 * @property {any} mine
 * @property {Ticket | null} theirs null for a deleted ticket
 */

/** @typedef {Conflict & { number: number, settle: (decision: Decision) => void }} OpenConflict */

/** The conflicts to decide, one at a time, the oldest first. */
export const useConflictQueue = create(() => /** @type {OpenConflict[]} */ ([]));

let count = 0;

/**
 * Ask the person to decide a conflict, from anywhere in the product.
 * @param {Conflict} conflict
 * @returns {Promise<Decision>}
 */
export function enqueueConflict(conflict) {
  count += 1;
  const number = count;
  return new Promise((resolve) => {
    /** @type {OpenConflict} */
    const open = {
      ...conflict,
      number,
      settle(decision) {
        useConflictQueue.setState((queue) => queue.filter((other) => other !== open), true);
        resolve(decision);
      },
    };
    useConflictQueue.setState((queue) => [...queue, open], true);
  });
}

/** Return the conflict to decide now, or null. */
export const useConflict = () => useConflictQueue((queue) => queue[0] ?? null);
