import { useSyncExternalStore } from 'react';

import { createStore } from '../../../../lib/store.js';

/**
 * @typedef {import('../../../../types').Ticket} Ticket
 * @typedef {import('../../../../types').TriageField | import('../../../../types').TextField} Field
 * @typedef {{ choice: 'mine' | 'theirs' | 'left', value: string }} Decision `value` is what the
 *   person wants, or had got to when leaving it
 * @typedef {object} Conflict two people have changed one field, or one has deleted the ticket
 * @property {number} id
 * @property {Field} field
 * @property {string} mine
 * @property {Ticket | null} theirs null for a ticket that is gone
 */

/** @typedef {Conflict & { number: number, settle: (decision: Decision) => void }} OpenConflict */

/** The person is asked about one at a time, in the order in which they came up. */
const asked = createStore(/** @type {OpenConflict[]} */ ([]));

let count = 0;

/**
 * Asks the person, from wherever in the product something was being saved.
 * @param {Conflict} conflict
 * @returns {Promise<Decision>}
 */
export function askAboutConflict(conflict) {
  count += 1;
  const number = count;
  return new Promise((resolve) => {
    /** @type {OpenConflict} */
    const question = {
      ...conflict,
      number,
      settle(decision) {
        asked.set(asked.get().filter((other) => other !== question));
        resolve(decision);
      },
    };
    asked.set([...asked.get(), question]);
  });
}

/** The conflict that the person is to decide now, or null. */
export function useConflict() {
  return useSyncExternalStore(asked.subscribe, () => asked.get()[0] ?? null);
}

/** Forgets what is open, for a fresh start. */
export function clearConflicts() {
  asked.set([]);
}
