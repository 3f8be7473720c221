import { create } from 'zustand';

/** The account dialog that is open. */
export const useAccountOverlay = create(
  () => /** @type {'sign_in' | 'password' | 'security' | 'tokens' | null} */ (null),
);
