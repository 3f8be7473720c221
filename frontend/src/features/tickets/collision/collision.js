import { create } from 'zustand';

import { usePresence } from '../../../domain/pulse/presence.js';

/**
 * @typedef {import('../../../types').Presence} Presence
 * @typedef {import('../../../types').Reference} Reference
 *
 * @typedef {object} Collision a ticket that is about to be assigned while somebody else writes in it
 * @property {Presence[]} writers
 * @property {Reference} assignee
 * @property {boolean} isTaken whether whoever is asked takes it themselves
 * @property {() => void} assign
 */

/** The one that is asked about now. */
export const useCollision = create(() => ({ asked: /** @type {Collision | null} */ (null) }));

export const closeCollision = () => useCollision.setState({ asked: null });

/**
 * Return who else is writing in a ticket at the moment, as far as this tab knows: of the open one.
 * @param {number} ticket
 */
export function writersIn(ticket) {
  const present = usePresence.getState();
  if (present.ticket !== ticket) return [];
  return present.others.filter(({ doing }) => doing !== 'viewing');
}

/**
 * Assign a ticket, but ask first if somebody else is writing in it. To who is writing it is given
 * without a question.
 * @param {number} ticket
 * @param {Reference | null} assignee
 * @param {number | string | undefined} me
 * @param {() => void} assign
 */
export function askBeforeAssigning(ticket, assignee, me, assign) {
  const writers = writersIn(ticket).filter(({ id }) => id === null || id !== assignee?.id);
  if (!assignee || !writers.length) assign();
  else useCollision.setState({ asked: { writers, assignee, isTaken: assignee.id === me, assign } });
}
