import { Copy } from 'lucide-react';

import { privateLinkUrl } from '../../api/privateLinkUrl.js';
import { copyToClipboard } from '../../ui/hooks/copyToClipboard.js';
import { ticketCopy } from './copy.js';

/**
 * A requester's private link to their ticket, with a button that copies it.
 * @param {{ token: string, note: string }} props
 */
export function PrivateLink({ token, note }) {
  const address = privateLinkUrl(token);
  return (
    <div className="private-link">
      <p className="private-link-name" id="private-link">
        {ticketCopy.link.title}
      </p>
      <a href={address} aria-describedby="private-link">
        {address}
      </a>
      <button
        type="button"
        className="button button--soft"
        onClick={() => void copyToClipboard(address)}
      >
        <Copy aria-hidden="true" />
        {ticketCopy.link.copyIt}
      </button>
      <p className="hint">{note}</p>
    </div>
  );
}
