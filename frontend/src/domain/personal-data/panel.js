import { create } from 'zustand';

/** @typedef {{ id: number, name: string, email: string | null }} Person */

/** The person who is about to be erased; null for nobody. */
export const useErasure = create(() => ({ person: /** @type {Person | null} */ (null) }));

/**
 * Open the dialog in which an admin erases a person; its code is loaded then.
 * @param {Person} person
 */
export const openErasure = (person) => useErasure.setState({ person });

export const closeErasure = () => useErasure.setState({ person: null });
