import Lock from 'lucide-react/icons/lock';

import { ticketCopy } from './copy.js';

/** The mark beside the name of a team whose tickets only its members and admins see. */
export function ClosedMark() {
  return (
    <span className="closed-mark" title={ticketCopy.closedHint}>
      <Lock aria-hidden="true" />
      <span>{ticketCopy.closed}</span>
    </span>
  );
}
