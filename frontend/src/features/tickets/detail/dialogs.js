/** The dialogs about a ticket, in one chunk. */
export { DeleteDialog } from './DeleteDialog.jsx';
export { LinkDialog } from './LinkDialog.jsx';
