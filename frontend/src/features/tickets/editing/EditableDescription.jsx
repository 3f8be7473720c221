import Pencil from 'lucide-react/icons/pencil';

import { ticketCopy } from '../../../domain/ticket/copy.js';
import { descriptionProblem } from '../../../domain/ticket/validation.js';
import { cleanText } from '../../../lib/text.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { RichText } from '../../../ui/RichText.jsx';
import { Folded } from '../thread/Folded.jsx';
import { editingCopy } from './copy.js';
import { EditorActions } from './EditorActions.jsx';
import { useTextEditor } from './useTextEditor.js';

const RULES = { clean: cleanText, problem: descriptionProblem };

/**
 * A ticket's description with its line breaks and links, or its editor.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {(button: import('react').ReactNode) => import('react').ReactNode} props.head what stands above
 *   it, with the button that opens the editor
 */
export function EditableDescription({ ticket, head }) {
  const { isOpen, text, setText, error, isPending, input, opener, open, close, submit, handleKey } =
    useTextEditor(ticket, 'description', RULES);
  const hasButton = !isOpen && !ticket.folder;
  const button = hasButton ? (
    <button
      type="button"
      className="icon-button icon-button--small"
      aria-label={editingCopy.text.description}
      title={editingCopy.text.description}
      ref={opener}
      onClick={open}
    >
      <Pencil aria-hidden="true" />
    </button>
  ) : null;
  return (
    <>
      {head(button)}
      {isOpen ? (
        <div className="editor">
          <textarea
            className="input"
            rows={10}
            aria-label={ticketCopy.description}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'description-editor-error' : undefined}
            dir="auto"
            ref={input}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={handleKey}
          />
          <FieldError id="description-editor-error" text={error} />
          <EditorActions isPending={isPending} onSave={() => void submit()} onCancel={close} />
        </div>
      ) : (
        <Folded text={ticket.description}>
          <RichText text={ticket.description} />
        </Folded>
      )}
    </>
  );
}
