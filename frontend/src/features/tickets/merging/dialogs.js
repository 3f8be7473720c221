/** The dialogs about merging, linking and moving, in one chunk. */
export { MergingDialog } from './MergingDialog.jsx';
