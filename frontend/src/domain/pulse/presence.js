import { create } from 'zustand';

/**
 * @typedef {import('../../types').Presence} Presence
 * @typedef {{ ticket: number | null, others: Presence[] }} Present
 */

/** @type {Present} */
const NOBODY = { ticket: null, others: [] };
/** @type {Presence[]} */
const NO_OTHERS = [];

/** Who else has the open ticket open. */
export const usePresence = create(() => NOBODY);

/**
 * @param {number | null} ticket
 * @param {Presence[]} others
 */
export function showPresence(ticket, others) {
  const before = usePresence.getState();
  const isSame =
    before.ticket === ticket && JSON.stringify(before.others) === JSON.stringify(others);
  if (!isSame) usePresence.setState({ ticket, others });
}

/** Forget who was there: nothing is known of them any more. */
export const forgetPresence = () => showPresence(null, NO_OTHERS);

/**
 * Return who else has a ticket open.
 * @param {number} ticket
 */
export const useOthers = (ticket) =>
  usePresence((present) => (present.ticket === ticket ? present.others : NO_OTHERS));
