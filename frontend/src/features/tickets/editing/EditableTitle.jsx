import Pencil from 'lucide-react/icons/pencil';

import { titleProblem } from '../../../domain/ticket/validation.js';
import { cleanLine } from '../../../lib/text.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { editingCopy } from './copy.js';
import { EditorActions } from './EditorActions.jsx';
import { useTextEditor } from './useTextEditor.js';

const RULES = { clean: cleanLine, problem: titleProblem };

/**
 * A ticket's title, or its editor.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function EditableTitle({ ticket }) {
  const { isOpen, text, setText, error, isPending, input, opener, open, close, submit, handleKey } =
    useTextEditor(ticket, 'title', RULES);
  if (isOpen) {
    return (
      <div className="editor">
        <input
          className="input editor-title"
          aria-label={editingCopy.text.titleLabel}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'title-editor-error' : undefined}
          dir="auto"
          autoComplete="off"
          ref={input}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={handleKey}
        />
        <FieldError id="title-editor-error" text={error} />
        <EditorActions isPending={isPending} onSave={() => void submit()} onCancel={close} />
      </div>
    );
  }
  return (
    <div className="detail-line">
      <h2 className="detail-title" dir="auto">
        {ticket.title}
      </h2>
      {ticket.folder ? null : (
        <button
          type="button"
          className="icon-button"
          aria-label={editingCopy.text.title}
          title={editingCopy.text.title}
          ref={opener}
          onClick={open}
        >
          <Pencil aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
