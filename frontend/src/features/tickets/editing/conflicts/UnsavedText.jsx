import { useRef } from 'react';

import { ticketCopy } from '../../../../domain/ticket/copy.js';
import { copyToClipboard } from '../../../../ui/hooks/copyToClipboard.js';
import { conflictCopy } from './copy.js';

/**
 * A text that can no longer be saved, to be copied.
 * @param {{ field: string, text: string }} props
 */
export function UnsavedText({ field, text }) {
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));

  const copy = () =>
    void copyToClipboard(text, { copied: conflictCopy.copied, shown: area.current });

  return (
    <div className="unsaved">
      <textarea
        className="input"
        aria-label={`${conflictCopy.mine}: ${ticketCopy.nameOf(field)}`}
        dir="auto"
        readOnly
        rows={field === 'title' ? 2 : 8}
        ref={area}
        value={text}
      />
      <button type="button" className="button button--small button--soft" onClick={copy}>
        {conflictCopy.copy}
      </button>
    </div>
  );
}
