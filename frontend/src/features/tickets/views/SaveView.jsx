import { useLazyCode } from '../../../ui/lazyCode.js';
import { saveViewDialog } from '../lazy.js';

/**
 * The dialog that keeps the present filters under a name, once it is asked for.
 * @param {object} props
 * @param {boolean} props.isOpen
 * @param {import('../../../types').Narrowing} props.narrowing
 * @param {() => void} props.onClose
 */
export function SaveView({ isOpen, narrowing, onClose }) {
  const code = useLazyCode(saveViewDialog, isOpen, onClose);
  if (!code) return null;
  return <code.SaveViewDialog isOpen={isOpen} narrowing={narrowing} onClose={onClose} />;
}
