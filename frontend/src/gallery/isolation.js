import { onlineManager } from '@tanstack/react-query';

import { reloadWelcome } from '../domain/session/useWelcome.js';
import { accountOverlay } from '../features/account/accountOverlay.js';
import { resetSession } from '../features/account/sessionGuard.js';
import { reloadDraft } from '../features/submit/useDraft.js';
import { reloadSavedViews } from '../features/tickets/views/savedViews.js';
import { storage } from '../lib/storage.js';
import { openMenu } from '../ui/hooks/menuState.js';
import { pendingFocus } from '../ui/hooks/pendingFocus.js';
import { density, singleKeys } from '../ui/hooks/preferences.js';
import { clearToasts } from '../ui/toasts/toastStore.js';
import { respondWith } from './mockServer.js';

/** @type {Map<string, string>} */
const memory = new Map();

/** Keep stored values in memory, so that the developer's own are neither read nor changed. */
export function isolateStorage() {
  Object.assign(storage, {
    read: (/** @type {string} */ key) => memory.get(key) ?? null,
    write: (/** @type {string} */ key, /** @type {string} */ value) =>
      Boolean(memory.set(key, value)),
    remove: (/** @type {string} */ key) => void memory.delete(key),
  });
  reloadStores();
}

function reloadStores() {
  reloadDraft();
  reloadSavedViews();
  reloadWelcome();
  density.reload();
  singleKeys.reload();
}

/**
 * Reset the state kept outside React, and fill the storage.
 * @param {Record<string, unknown>} [stored] values by key
 */
export function resetState(stored = {}) {
  memory.clear();
  Object.entries(stored).forEach(([key, value]) => memory.set(key, JSON.stringify(value)));
  reloadStores();
  clearToasts();
  accountOverlay.set(null);
  resetSession();
  openMenu('');
  pendingFocus.set(null);
  respondWith(null);
  onlineManager.setOnline(true);
}
