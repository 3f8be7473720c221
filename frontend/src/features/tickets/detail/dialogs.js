/** The dialogs about a ticket, and what stands above the list of a folder, in one chunk. */
export { EraseDialog } from '../removal/EraseDialog.jsx';
export { FolderBar } from '../removal/FolderBar.jsx';
export { DeleteDialog } from './DeleteDialog.jsx';
export { LinkDialog } from './LinkDialog.jsx';
