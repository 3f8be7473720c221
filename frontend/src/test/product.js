import { cleanup, configure } from '@testing-library/react';

import { reloadWelcome } from '../domain/session/useWelcome.js';
import { accountOverlay } from '../features/account/accountOverlay.js';
import { resetSession } from '../features/account/sessionGuard.js';
import { reloadDraft } from '../features/submit/useDraft.js';
import { clearConflicts } from '../features/tickets/editing/conflicts/conflictQueue.js';
import { clearUnsavedTexts } from '../features/tickets/editing/unsavedTexts.js';
import { reloadSavedViews } from '../features/tickets/views/savedViews.js';
import { reloadPreferences } from '../ui/hooks/preferences.js';
import { clearToasts } from '../ui/toasts/toastStore.js';
import { clearHistory } from '../ui/toasts/undoStack.js';
import { installBrowser, resetBrowser } from './browser.js';

installBrowser();
// A busy machine is no reason to fail: both only say how long to wait for what never comes.
configure({ asyncUtilTimeout: 5000 });
vi.setConfig({ testTimeout: 20_000 });

/** Leaves nothing of a test behind: on the page, on the device or in the modules. */
export function resetProduct() {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  resetBrowser();
  reloadDraft();
  reloadWelcome();
  reloadPreferences();
  reloadSavedViews();
  clearHistory();
  clearToasts();
  clearConflicts();
  clearUnsavedTexts();
  accountOverlay.set(null);
  resetSession();
}
