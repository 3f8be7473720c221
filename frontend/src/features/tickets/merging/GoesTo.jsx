import { mergingCopy } from './copy.js';
import { useTicketLinks } from './useTicketLinks.js';
import './merging.css';

/**
 * Tells who will read a reply, where these are several.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function GoesTo({ ticket }) {
  const { data } = useTicketLinks(ticket.id);
  const own = ticket.requester?.id ?? null;
  const others = new Map(
    (data?.merged ?? [])
      .filter(({ requester }) => requester === null || requester !== own)
      .map(({ id, requester, requester_name: name }) => [requester ?? `ticket ${id}`, name]),
  );
  if (!others.size) return null;
  return (
    <p className="goes-to">{mergingCopy.goesTo([ticket.requester_name, ...others.values()])}</p>
  );
}
