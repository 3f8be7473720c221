import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { getTimeline, updateNote } from '../../../api/messages.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { cleanText } from '../../../lib/text.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { nameFor, removeDraft, replaceDraft, useDraft } from '../composer/drafts.js';
import { messageProblem } from '../composer/validation.js';
import { EditorActions } from '../editing/EditorActions.jsx';
import { threadCopy } from './copy.js';
import { MessageText } from '../../../domain/message/MessageText.jsx';
import { messagesIn, showMessages } from './timelineCache.js';

/**
 * The editor of a note. What is typed stays on the device until it is saved.
 * @param {object} props
 * @param {number} props.ticket
 * @param {import('../../../types').Message} props.note
 * @param {() => void} props.onClose
 */
export function NoteEditor({ ticket, note, onClose }) {
  const client = useQueryClient();
  const me = useAccountId() ?? null;
  const name = nameFor(`note-edit ${note.id}`, me);
  const { draft } = useDraft(name);
  const [text, setText] = useState(draft?.text ?? note.text);
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const [hasConflict, setHasConflict] = useState(false);
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const id = useId();
  const error = (wasTried && messageProblem(cleanText(text), 'note')) || failure || undefined;

  useEffect(() => field.current?.focus(), []);

  /** @param {string} next */
  function type(next) {
    setText(next);
    replaceDraft(name, { text: next, by: me });
  }

  function close() {
    removeDraft(name);
    onClose();
  }

  async function save() {
    const cleaned = cleanText(text);
    setWasTried(true);
    if (isPending || messageProblem(cleaned, 'note')) return;
    setIsPending(true);
    setFailure('');
    try {
      const saved = await updateNote(note.id, cleaned, note.version);
      showMessages(client, ticket, [saved]);
      close();
    } catch (problem) {
      await explain(asApiError(problem));
    } finally {
      setIsPending(false);
    }
  }

  /** @param {import('../../../api/errors.js').ApiError} problem */
  async function explain({ kind, message, fieldErrors }) {
    if (kind !== 'conflict') {
      setFailure(threadCopy.editing.failed(fieldErrors.text ?? message));
      return;
    }
    setFailure(threadCopy.editing.conflict);
    setHasConflict(true);
    const { items } = await getTimeline(ticket).catch(() => ({ items: [] }));
    showMessages(
      client,
      ticket,
      messagesIn(items).filter((one) => one.id === note.id),
    );
  }

  /** @param {import('react').KeyboardEvent} event */
  function handleKey(event) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  return (
    <div className="editor">
      {hasConflict ? <MessageText html={note.html} /> : null}
      <textarea
        className="input"
        rows={5}
        aria-label={threadCopy.noteText}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        dir="auto"
        ref={field}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={handleKey}
      />
      <FieldError id={`${id}-error`} text={error} />
      <EditorActions isPending={isPending} onSave={() => void save()} onCancel={close} />
    </div>
  );
}
