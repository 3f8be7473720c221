import { hrefOf } from '../../../domain/view/address.js';
import { useView } from '../../../domain/view/useView.js';
import { isPlainClick } from '../../../lib/clicks.js';
import { usePendingFocus } from '../../../ui/hooks/pendingFocus.js';

/**
 * A link that opens a ticket in place.
 * @param {{ id: number, className?: string, children: import('react').ReactNode }} props
 */
export function TicketLink({ id, className, children }) {
  const { view, go } = useView();

  /** @param {import('react').MouseEvent} event */
  function open(event) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    usePendingFocus.setState('ticket');
    go({ ticket: id });
  }

  return (
    <a className={className} href={hrefOf({ ...view, ticket: id, message: null })} onClick={open}>
      {children}
    </a>
  );
}
