import Copy from 'lucide-react/icons/copy';
import { useId, useRef } from 'react';

import { privateLinkUrl } from '../../api/privateLinkUrl.js';
import { copyToClipboard } from '../../ui/hooks/copyToClipboard.js';
import { ticketCopy } from './copy.js';

/**
 * A requester's private link to their ticket, with a button that copies it.
 * @param {object} props
 * @param {string} props.token
 * @param {string} props.note
 * @param {string} [props.title]
 * @param {() => void} [props.onCopied]
 */
export function PrivateLink({ token, note, title = ticketCopy.link.title, onCopied }) {
  const address = privateLinkUrl(token);
  const id = useId();
  const shown = useRef(/** @type {HTMLAnchorElement | null} */ (null));
  async function take() {
    if (await copyToClipboard(address, { shown: shown.current })) onCopied?.();
  }
  return (
    <div className="private-link">
      <p className="private-link-name" id={id}>
        {title}
      </p>
      <a href={address} aria-describedby={id} translate="no" ref={shown}>
        {address}
      </a>
      <button type="button" className="button button--soft" onClick={() => void take()}>
        <Copy aria-hidden="true" />
        {ticketCopy.link.copyIt}
      </button>
      <p className="hint">{note}</p>
    </div>
  );
}
