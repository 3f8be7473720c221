import { editingCopy } from './copy.js';

/**
 * Save and Cancel below a text that is being edited.
 * @param {{ isPending: boolean, onSave: () => void, onCancel: () => void }} props
 */
export function EditorActions({ isPending, onSave, onCancel }) {
  return (
    <div className="editor-actions">
      <button
        type="button"
        className="button button--small button--primary"
        aria-disabled={isPending || undefined}
        onClick={onSave}
      >
        {isPending ? editingCopy.text.saving : editingCopy.text.save}
      </button>
      <button type="button" className="button button--small button--quiet" onClick={onCancel}>
        {editingCopy.text.cancel}
      </button>
    </div>
  );
}
