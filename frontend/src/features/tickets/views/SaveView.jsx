import { useLazyCode } from '../../../ui/lazyCode.js';
import { saveViewDialog } from '../lazy.js';

/**
 * The dialog that saves the present filters as a view; its code is loaded when it opens.
 * @param {object} props
 * @param {boolean} props.isOpen
 * @param {import('../../../types').TicketFilters} props.filters
 * @param {() => void} props.onClose
 */
export function SaveView({ isOpen, filters, onClose }) {
  const code = useLazyCode(saveViewDialog, isOpen, onClose);
  if (!code) return null;
  return <code.SaveViewDialog isOpen={isOpen} filters={filters} onClose={onClose} />;
}
