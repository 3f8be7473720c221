import { useEffect, useId, useRef } from 'react';

import { useAccountId } from '../../domain/session/useAccess.js';
import { useOnline } from '../../ui/hooks/useOnline.js';
import { savedReplyCopy } from './copy.js';
import { Field } from './Field.jsx';
import { insertText } from './insertText.js';
import './reply-editor.css';
import { ReplyConflict } from './ReplyConflict.jsx';
import { ReplyPreview } from './ReplyPreview.jsx';
import { TicketValues } from './TicketValues.jsx';
import { useReplyEditor } from './useReplyEditor.js';
import { NAME_MAX, SHORTCUT_MAX, toShortcut } from './values.js';
import { VariableButtons } from './VariableButtons.jsx';

const copy = savedReplyCopy.editor;

/**
 * The editor of a saved reply, with a preview of it.
 * @param {object} props
 * @param {import('./useReplyEditor.js').Opened} props.opened
 * @param {(saved: import('../../types').SavedReply | null) => void} props.onDone
 */
export function ReplyEditor({ opened, onDone }) {
  const editor = useReplyEditor(opened, onDone);
  const { values, change, save, problems, theirs } = editor;
  const account = useAccountId() ?? null;
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const id = useId();
  const found = Object.values(problems).join(' ');
  const isOthers = opened.reply && !opened.isCopy && (opened.reply.owner?.id ?? null) !== account;

  useEffect(() => {
    /** @type {HTMLElement | null | undefined} */ (form.current?.querySelector('input'))?.focus();
  }, []);
  useEffect(() => {
    if (!found) return;
    /** @type {HTMLElement | null | undefined} */ (
      form.current?.querySelector('[aria-invalid]')
    )?.focus();
  }, [found]);

  /** @param {import('react').KeyboardEvent} event */
  function handleKey(event) {
    const { key, ctrlKey, metaKey, repeat, nativeEvent } = event;
    if (nativeEvent.isComposing || key !== 'Enter' || !(ctrlKey || metaKey)) return;
    event.preventDefault();
    if (!repeat) void save();
  }

  return (
    // The keys bubble up from the fields; the form itself takes none.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="reply-editor"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={handleKey}
    >
      <div className="reply-editor-fields">
        <div className="reply-editor-names">
          <Field
            id={`${id}-name`}
            label={copy.name}
            error={problems.name}
            input={{
              value: values.name,
              maxLength: NAME_MAX,
              placeholder: copy.namePlaceholder,
              dir: values.name ? 'auto' : undefined,
              required: true,
              onChange: (event) => change({ name: event.target.value }),
            }}
          />
          <Field
            id={`${id}-shortcut`}
            label={copy.shortcut}
            more={copy.optional}
            error={problems.shortcut}
            hint={copy.shortcutHint}
            input={{
              value: values.shortcut,
              maxLength: SHORTCUT_MAX,
              dir: 'ltr',
              autoCapitalize: 'none',
              spellCheck: false,
              onChange: (event) => change({ shortcut: toShortcut(event.target.value) }),
            }}
          />
        </div>
        <Field
          id={`${id}-text`}
          label={copy.text}
          error={problems.text}
          hint={copy.textHint}
          above={
            <VariableButtons
              onInsert={(text) => field.current && insertText(field.current, text)}
            />
          }
          area={{
            value: values.text,
            rows: 8,
            placeholder: copy.textPlaceholder,
            dir: values.text ? 'auto' : undefined,
            required: true,
            ref: field,
            onChange: (event) => change({ text: event.target.value }),
          }}
        />
        <TicketValues set={values.set} onChange={(set) => change({ set })} />
        {account === null || isOthers ? null : (
          <label className="reply-editor-shared">
            <input
              type="checkbox"
              checked={values.shared}
              onChange={(event) => change({ shared: event.target.checked })}
            />
            <span>{copy.shared}</span>
            <span className="hint">{copy.sharedHint}</span>
          </label>
        )}
      </div>
      <ReplyPreview text={values.text} />
      {theirs ? (
        <ReplyConflict
          theirs={theirs}
          isPending={editor.isPending}
          onMine={() => void editor.saveMine()}
          onTheirs={editor.takeTheirs}
        />
      ) : null}
      {editor.failure ? (
        <p className="alert" role="alert">
          {editor.failure}
        </p>
      ) : null}
      <Actions editor={editor} onCancel={() => onDone(null)} />
    </form>
  );
}

/** @param {{ editor: ReturnType<typeof useReplyEditor>, onCancel: () => void }} props */
function Actions({ editor, onCancel }) {
  const { isPending, isChanged, isRestored, theirs, discard } = editor;
  const isOnline = useOnline();
  const kept = isRestored ? copy.restored : copy.draftKept;
  const notice = isOnline ? kept : copy.offline;
  return (
    <div className="reply-editor-actions">
      <p className="hint" role="status">
        {isChanged || !isOnline ? notice : ''}
      </p>
      {isChanged ? (
        <button type="button" className="button button--quiet" onClick={discard}>
          {copy.discard}
        </button>
      ) : (
        <button type="button" className="button button--quiet" onClick={onCancel}>
          {copy.cancel}
        </button>
      )}
      {theirs ? null : (
        <button
          type="submit"
          className="button button--primary"
          aria-disabled={isPending || undefined}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          {isPending ? copy.saving : copy.save}
        </button>
      )}
    </div>
  );
}
