import { createStore } from '../../lib/store.js';

/** What of the account lies over the page. */
export const accountOverlay = createStore(
  /** @type {'sign_in' | 'password' | 'security' | 'tokens' | null} */ (null),
);
