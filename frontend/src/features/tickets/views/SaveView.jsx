import { useLazyCode } from '../../../ui/lazyCode.js';
import { saveViewDialog } from '../lazy.js';

/**
 * The dialog that saves what the list shows as a view, or edits a view; its code is loaded when it
 * opens.
 * @param {object} props
 * @param {boolean} props.isOpen
 * @param {import('../../../types').SharedView} [props.shared] the view to edit
 * @param {() => void} props.onClose
 */
export function SaveView({ isOpen, shared, onClose }) {
  const code = useLazyCode(saveViewDialog, isOpen, onClose);
  if (!code) return null;
  return <code.SaveViewDialog isOpen={isOpen} shared={shared} onClose={onClose} />;
}
