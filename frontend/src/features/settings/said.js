import { create } from 'zustand';

/**
 * @typedef {object} Said
 * @property {string} text
 * @property {boolean} [isProblem]
 * @property {{ hint: string, run: () => void }} [undo]
 */

/** What was done last. It is told in the panel: a dialog keeps everybody out of the toasts. */
export const useSaid = create(() => /** @type {Said | null} */ (null));

/** @param {Said | null} said */
export const say = (said) => useSaid.setState(said, true);
