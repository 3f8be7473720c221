import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useId, useRef, useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { getTimeline, updateNote } from '../../../api/messages.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { keys } from '../../../domain/ticket/keys.js';
import { cleanText } from '../../../lib/text.js';
import { useLazyCode } from '../../../ui/lazyCode.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { nameFor, removeDraft, replaceDraft, useDraft } from '../composer/drafts.js';
import { composerTools } from '../composer/lazyTools.js';
import { tellUnreached } from '../composer/outbox.js';
import { messageProblem } from '../composer/validation.js';
import { EditorActions } from '../editing/EditorActions.jsx';
import { threadCopy } from './copy.js';
import { MessageText } from '../../../domain/message/MessageText.jsx';
import { messagesIn, showMessages } from './timelineCache.js';

// A saved reply that is counted or sets something belongs to a message that is sent.
const noop = () => {};

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
  // What proposes names listens to it.
  const [element, setElement] = useState(/** @type {HTMLTextAreaElement | null} */ (null));
  const setField = useCallback((/** @type {HTMLTextAreaElement | null} */ next) => {
    field.current = next;
    setElement(next);
  }, []);
  const tools = useLazyCode(composerTools, true);
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
      // The edit may have mentioned somebody.
      void client.invalidateQueries({ queryKey: keys.followers(ticket) });
      tellUnreached(saved);
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
      <div className="composer-frame">
        {tools ? (
          <tools.Suggestions
            element={element}
            isEmpty={!text}
            field={field}
            ticket={ticket}
            kind="note"
            onUse={noop}
            onNotice={setFailure}
          />
        ) : null}
        <textarea
          className="input"
          rows={5}
          aria-label={threadCopy.noteText}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          dir="auto"
          ref={setField}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={handleKey}
        />
      </div>
      <FieldError id={`${id}-error`} text={error} />
      <EditorActions isPending={isPending} onSave={() => void save()} onCancel={close} />
    </div>
  );
}
