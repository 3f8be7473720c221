import { create } from 'zustand';

/** @typedef {'sign_in' | 'absence' | 'password' | 'security' | 'sessions' | 'tokens' | 'audit'} AccountOverlay */

/** The account dialog that is open. */
export const useAccountOverlay = create(() => /** @type {AccountOverlay | null} */ (null));
