import { create } from 'zustand';

/** The key under which saved replies are cached, for all their readers. */
export const SAVED_REPLIES = ['saved-replies'];

/** Whether the panel of saved replies is open. */
export const useSavedRepliesPanel = create(() => false);

/** Open the panel of saved replies, from anywhere in the product; its code is loaded then. */
export function openSavedReplies() {
  // After a menu has returned the focus, so that the panel can return it too.
  setTimeout(() => useSavedRepliesPanel.setState(true, true));
}

export const closeSavedReplies = () => useSavedRepliesPanel.setState(false, true);
