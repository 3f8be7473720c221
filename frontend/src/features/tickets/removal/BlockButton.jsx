import Ban from 'lucide-react/icons/ban';

import { useRequester } from '../customer/useCustomer.js';
import { removalCopy } from './copy.js';
import { useBlock } from './useBlock.js';

/**
 * Blocks the sender of a ticket, or lets them write again.
 * @param {{ sender: NonNullable<import('../../../types').Ticket['requester']> }} props
 */
export function BlockButton({ sender }) {
  const { data } = useRequester(sender.id);
  const { block, isPending } = useBlock();
  if (!data) return null;
  const isBlocked = Boolean(data.blocked);
  return (
    <button
      type="button"
      className="button button--small button--soft"
      aria-disabled={isPending || undefined}
      onClick={() => !isPending && block(sender, !isBlocked)}
    >
      <Ban aria-hidden="true" />
      <span>{isBlocked ? removalCopy.unblock : removalCopy.block}</span>
    </button>
  );
}
