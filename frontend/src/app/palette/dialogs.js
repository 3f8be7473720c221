/** The palette and the help, in one chunk: its name is part of every first load. */
export { CommandPalette } from './CommandPalette.jsx';
export { ShortcutsDialog } from './ShortcutsDialog.jsx';
