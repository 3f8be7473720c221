import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { deleteNote } from '../../../api/messages.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { threadCopy } from './copy.js';
import { hideMessage, refreshConversation } from './timelineCache.js';

/**
 * Asks whether to delete a note, in its place.
 * @param {object} props
 * @param {number} props.ticket
 * @param {import('../../../types').Message} props.note
 * @param {() => void} props.onClose
 */
export function NoteDeletion({ ticket, note, onClose }) {
  const client = useQueryClient();
  const [isPending, setIsPending] = useState(false);
  const keep = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => keep.current?.focus(), []);
  const texts = threadCopy.deletion;

  async function remove() {
    if (isPending) return;
    setIsPending(true);
    try {
      await deleteNote(note.id);
    } catch (error) {
      const { kind, message } = asApiError(error);
      if (kind !== 'not_found') {
        showToast({ kind: 'error', key: 'note', text: texts.failed(message) });
        setIsPending(false);
        return;
      }
    }
    /** @type {HTMLElement | null} */ (keep.current?.closest('.thread') ?? null)?.focus();
    hideMessage(client, ticket, note);
    showToast({ kind: 'success', key: 'note', text: texts.done });
    void refreshConversation(client, ticket);
  }

  return (
    <div className="note-deletion" role="group" aria-label={texts.question}>
      <p>{texts.question}</p>
      <button
        type="button"
        className="button button--small button--danger"
        aria-disabled={isPending || undefined}
        onClick={() => void remove()}
      >
        {isPending ? texts.deleting : texts.confirm}
      </button>
      <button
        type="button"
        className="button button--small button--quiet"
        ref={keep}
        onClick={onClose}
      >
        {texts.cancel}
      </button>
    </div>
  );
}
