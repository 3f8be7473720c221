import { useRef } from 'react';

import { ticketCopy } from '../../../../domain/ticket/copy.js';
import { showToast } from '../../../../ui/toasts/toastStore.js';
import { conflictCopy } from './copy.js';

/**
 * A text that can no longer be saved, to be copied.
 * @param {{ field: string, text: string }} props
 */
export function UnsavedText({ field, text }) {
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));

  async function copyText() {
    try {
      await navigator.clipboard.writeText(text);
      showToast({ kind: 'success', key: 'text', text: conflictCopy.copied });
    } catch {
      area.current?.focus();
      area.current?.select();
      showToast({ kind: 'error', key: 'text', text: conflictCopy.notCopied });
    }
  }

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
      <button type="button" className="button button--small button--soft" onClick={copyText}>
        {conflictCopy.copy}
      </button>
    </div>
  );
}
