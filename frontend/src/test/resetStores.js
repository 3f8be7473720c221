import { resetKnownKeys } from '../domain/pulse/knownKeys.js';
import { usePresence } from '../domain/pulse/presence.js';
import { useToldWakeUps } from '../domain/pulse/woken.js';
import { stopTyping } from '../domain/pulse/typing.js';
import { useWelcome } from '../domain/session/useWelcome.js';
import { useSavedRepliesPanel } from '../domain/saved-reply/panel.js';
import { useSettingsPanel } from '../domain/settings/panel.js';
import { useAccountOverlay } from '../features/account/accountOverlay.js';
import { resetSession } from '../features/account/sessionGuard.js';
import { reloadAnswerDrafts } from '../features/request/answerDraft.js';
import { reloadReplyDrafts } from '../features/saved-replies/drafts.js';
import { settingsDrafts } from '../features/settings/drafts.js';
import { useSaid } from '../features/settings/said.js';
import { reloadDraft } from '../features/submit/useDraft.js';
import { reloadDrafts } from '../features/tickets/composer/drafts.js';
import { useOutbox, useOvertaken, useProgress } from '../features/tickets/composer/outbox.js';
import { useConflictQueue } from '../features/tickets/editing/conflicts/conflictQueue.js';
import { useAllUnsavedTexts } from '../features/tickets/editing/unsavedTexts.js';
import { closeSnoozeDialog } from '../features/tickets/snooze/dialog.js';
import { useSavedViews } from '../features/tickets/views/savedViews.js';
import { reloadShownOnce } from '../lib/shownOnce.js';
import { openMenu } from '../ui/hooks/menuState.js';
import { usePendingFocus } from '../ui/hooks/pendingFocus.js';
import { useDensity, useSingleKeys } from '../ui/hooks/preferences.js';
import { useToasts } from '../ui/toasts/toastStore.js';
import { clearHistory } from '../ui/toasts/undoStack.js';

const STORES = [
  useAccountOverlay,
  useAllUnsavedTexts,
  useConflictQueue,
  useOvertaken,
  usePendingFocus,
  usePresence,
  useProgress,
  useSaid,
  useSavedRepliesPanel,
  useSettingsPanel,
  useToasts,
];
const PERSISTED = [useDensity, useOutbox, useSavedViews, useSingleKeys, useToldWakeUps, useWelcome];

/**
 * Put every store into the state after a reload, with what is on the device now; the
 * theme, which the gallery sets, stays.
 */
export function resetStores() {
  for (const store of STORES) {
    /** @type {import('zustand').StoreApi<any>} */ (store).setState(store.getInitialState(), true);
  }
  PERSISTED.forEach(({ reload }) => reload());
  reloadAnswerDrafts();
  reloadDraft();
  reloadDrafts();
  reloadReplyDrafts();
  settingsDrafts.reload();
  reloadShownOnce();
  resetKnownKeys();
  resetSession();
  closeSnoozeDialog();
  stopTyping();
  clearHistory();
  openMenu('');
}
