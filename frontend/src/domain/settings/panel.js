import { create } from 'zustand';

/** @typedef {'teams' | 'tags' | 'saved_replies' | 'views'} SettingsPage */

/** The page of the settings that is open, if any. */
export const useSettingsPanel = create(() => /** @type {SettingsPage | null} */ (null));

/**
 * Open the settings, from anywhere in the product; their code is loaded then.
 * @param {SettingsPage} [page]
 */
export function openSettings(page = 'teams') {
  // After a menu has returned the focus, so that the panel can return it too.
  setTimeout(() => useSettingsPanel.setState(page, true));
}

export const closeSettings = () => useSettingsPanel.setState(null, true);
