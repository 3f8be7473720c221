import { lazy } from 'react';

import { preloadable } from './preloadable.jsx';

// In one chunk: who submits a ticket has no use for it.
const load = () => import('../features/account/chunk.js');

export const SignInPanel = preloadable(async () => (await load()).SignInPanel).Component;
export const SetPasswordPanel = preloadable(async () => (await load()).SetPasswordPanel).Component;

/** What of accounts every page has. A page does without it, should it not come. */
export const AccountArea = lazy(loadArea);

/** @returns {Promise<{ default: import('react').ComponentType }>} */
async function loadArea() {
  try {
    return { default: (await import('../features/account/AccountArea.jsx')).AccountArea };
  } catch {
    return { default: () => null };
  }
}
