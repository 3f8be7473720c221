/** The settings with all their pages, in a chunk of their own. */
export { SavedRepliesPanel } from '../features/saved-replies/SavedRepliesPanel.jsx';
export { SettingsDialog } from '../features/settings/SettingsDialog.jsx';
