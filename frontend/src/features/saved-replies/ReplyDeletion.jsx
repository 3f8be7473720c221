import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { asApiError } from '../../api/errors.js';
import { deleteSavedReply } from '../../api/savedReplies.js';
import { SAVED_REPLIES } from '../../domain/saved-reply/panel.js';
import { useAccountId } from '../../domain/session/useAccess.js';

import { showToast } from '../../ui/toasts/toastStore.js';
import { savedReplyCopy } from './copy.js';
import { draftName, removeDraft } from './drafts.js';

const copy = savedReplyCopy.deletion;

/**
 * Asks whether to delete a saved reply, in its place: it cannot be undone.
 * @param {object} props
 * @param {import('../../types').SavedReply} props.reply
 * @param {() => void} props.onKeep
 */
export function ReplyDeletion({ reply, onKeep }) {
  const client = useQueryClient();
  const me = useAccountId() ?? null;
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState('');
  const keep = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => keep.current?.focus(), []);

  async function remove() {
    if (isPending) return;
    setIsPending(true);
    setProblem('');
    try {
      await deleteSavedReply(reply.id, reply.version);
    } catch (error) {
      const { kind, message } = asApiError(error);
      if (kind !== 'not_found') {
        setProblem(kind === 'conflict' ? copy.changed : copy.failed(message));
        setIsPending(false);
        if (kind === 'conflict') void client.invalidateQueries({ queryKey: SAVED_REPLIES });
        return;
      }
    }
    removeDraft(draftName(reply, me));
    /** @type {HTMLElement | null | undefined} */ (
      keep.current?.closest('.saved-replies-list')?.querySelector('[data-create]')
    )?.focus();
    showToast({ kind: 'success', key: 'saved-reply', text: copy.done(reply.name) });
    await client.invalidateQueries({ queryKey: SAVED_REPLIES });
  }

  const question = copy.question(reply.name);
  return (
    <div className="saved-reply-deletion" role="group" aria-label={question}>
      <p role={problem ? 'alert' : 'status'}>
        {problem || (
          <>
            <b>
              <bdi>{question}</bdi>
            </b>{' '}
            <span>{reply.shared ? copy.shared : copy.own}</span>
          </>
        )}
      </p>
      <button
        type="button"
        className="button button--small button--danger"
        aria-disabled={isPending || undefined}
        onClick={() => void remove()}
      >
        {isPending ? copy.deleting : copy.confirm}
      </button>
      <button
        type="button"
        className="button button--small button--quiet"
        ref={keep}
        onClick={onKeep}
      >
        {copy.keep}
      </button>
    </div>
  );
}
