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
import { answerWith } from './server.js';

/** @type {Map<string, string>} */
const memory = new Map();

/** What a developer has on this device is neither shown nor touched. */
export function keepStorageHere() {
  Object.assign(storage, {
    read: (/** @type {string} */ key) => memory.get(key) ?? null,
    write: (/** @type {string} */ key, /** @type {string} */ value) =>
      Boolean(memory.set(key, value)),
    remove: (/** @type {string} */ key) => void memory.delete(key),
  });
  reload();
}

function reload() {
  reloadDraft();
  reloadSavedViews();
  reloadWelcome();
  density.reload();
  singleKeys.reload();
}

/**
 * Everything that the product keeps outside React, as on the first visit and with what a specimen
 * finds on the device.
 * @param {Record<string, unknown>} [stored]
 */
export function startAfresh(stored = {}) {
  memory.clear();
  Object.entries(stored).forEach(([key, value]) => memory.set(key, JSON.stringify(value)));
  reload();
  clearToasts();
  accountOverlay.set(null);
  resetSession();
  openMenu('');
  pendingFocus.set(null);
  answerWith(null);
  onlineManager.setOnline(true);
}
