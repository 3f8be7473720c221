import { closeSavedReplies, useSavedRepliesPanel } from '../domain/saved-reply/panel.js';
import { lazyCode, useLazyCode } from '../ui/lazyCode.js';

const dialog = lazyCode(() => import('../features/saved-replies/SavedRepliesDialog.jsx'));

/** The panel of saved replies, whose code is loaded when it opens. */
export function SavedRepliesHost() {
  const isOpen = useSavedRepliesPanel();
  const code = useLazyCode(dialog, isOpen, closeSavedReplies);
  return isOpen && code ? <code.SavedRepliesDialog onClose={closeSavedReplies} /> : null;
}
