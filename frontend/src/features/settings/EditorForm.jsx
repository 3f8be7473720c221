import { useEffect, useRef } from 'react';

import { useOnline } from '../../ui/hooks/useOnline.js';
import { settingsCopy as copy } from './copy.js';
import './editor.css';

/**
 * @typedef {object} Editor what `useEditor` returns, whatever the values are
 * @property {boolean} isPending
 * @property {boolean} isRestored
 * @property {boolean} isChanged
 * @property {string} failure
 * @property {import('./useEditor.js').Conflict<any> | null} conflict
 * @property {import('./useEditor.js').Problems} problems
 * @property {() => Promise<void>} save
 * @property {() => Promise<void>} saveAsNew
 * @property {() => void} takeTheirs
 * @property {() => void} discard
 */

/**
 * The form around the fields of an editor: the first one has the focus, and then the first problem.
 * @param {object} props
 * @param {Editor} props.editor
 * @param {Record<string, string>} props.names of the fields, for conflicts
 * @param {() => void} props.onLeave
 * @param {import('react').ReactNode} props.children
 */
export function EditorForm({ editor, names, onLeave, children }) {
  const { save, problems, failure } = editor;
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const found = Object.values(problems).join(' ');

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
      className="settings-form"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={handleKey}
    >
      {children}
      <ConflictNote editor={editor} names={names} />
      {failure ? (
        <p className="alert" role="alert">
          {failure}
        </p>
      ) : null}
      <Actions editor={editor} onLeave={onLeave} />
    </form>
  );
}

/** @param {{ editor: Editor, names: Record<string, string> }} props */
function ConflictNote({ editor: { conflict, takeTheirs, saveAsNew, isPending }, names }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => void box.current?.scrollIntoView?.({ block: 'nearest' }), [conflict]);
  if (!conflict) return null;
  const { isDeleted, clashes } = conflict;
  const text = copy.conflict;
  return (
    <div className="settings-conflict" role="alert" ref={box}>
      <b>{isDeleted ? text.deletedTitle : text.title}</b>
      <p>{isDeleted ? text.deletedText : text.merged}</p>
      {clashes.length ? <p>{text.clashes(clashes.map((field) => names[field]))}</p> : null}
      <button
        type="button"
        className="button button--small button--soft"
        aria-disabled={isPending || undefined}
        onClick={isDeleted ? () => void saveAsNew() : takeTheirs}
      >
        {isDeleted ? text.asNew : text.theirs}
      </button>
    </div>
  );
}

/** @param {{ editor: Editor, onLeave: () => void }} props */
function Actions({ editor, onLeave }) {
  const { isPending, isChanged, isRestored, conflict, discard } = editor;
  const isOnline = useOnline();
  const kept = isRestored ? copy.restored : copy.draftKept;
  const notice = isOnline ? kept : copy.offlineEditor;
  return (
    <div className="settings-actions">
      <p className="hint" role="status">
        {isChanged || !isOnline ? notice : ''}
      </p>
      <button
        type="button"
        className="button button--quiet"
        onClick={() => {
          if (isChanged) discard();
          onLeave();
        }}
      >
        {isChanged ? copy.discard : copy.cancel}
      </button>
      {conflict?.isDeleted ? null : (
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
