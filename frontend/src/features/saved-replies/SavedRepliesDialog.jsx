import ArrowLeft from 'lucide-react/icons/arrow-left';
import X from 'lucide-react/icons/x';
import { Dialog } from 'radix-ui';
import { useState } from 'react';

import { useReturnFocus } from '../../ui/hooks/useReturnFocus.js';
import { savedReplyCopy } from './copy.js';
import { ReplyEditor } from './ReplyEditor.jsx';
import { ReplyList } from './ReplyList.jsx';
import './saved-replies.css';

const copy = savedReplyCopy;

/** @typedef {import('./useReplyEditor.js').Opened} Opened */

/** @param {Opened | null} opened */
function titleOf(opened) {
  if (!opened) return copy.title;
  return opened.reply && !opened.isCopy ? copy.editor.editTitle : copy.editor.newTitle;
}

/**
 * The panel where agents keep their saved replies: the list, or the editor of one.
 * @param {{ onClose: () => void }} props
 */
export function SavedRepliesDialog({ onClose }) {
  const [opened, setOpened] = useState(/** @type {Opened | null} */ (null));
  const [search, setSearch] = useState('');
  // The one that was edited last, where the focus returns to; 0 for a new one.
  const [last, setLast] = useState(/** @type {number | null} */ (null));
  const returnFocus = useReturnFocus();

  /** @param {import('../../types').SavedReply | null} [saved] */
  function goBack(saved) {
    setLast(saved?.id ?? opened?.reply?.id ?? 0);
    setOpened(null);
  }

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog saved-replies"
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          onPointerDownOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => {
            if (!opened) return;
            event.preventDefault();
            goBack();
          }}
        >
          <div className="dialog-head">
            {opened ? (
              <button
                type="button"
                className="icon-button saved-replies-back"
                aria-label={copy.editor.back}
                onClick={() => goBack()}
              >
                <ArrowLeft aria-hidden="true" />
              </button>
            ) : null}
            <Dialog.Title className="dialog-title">{titleOf(opened)}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={copy.close}>
              <X aria-hidden="true" />
            </Dialog.Close>
          </div>
          {opened ? (
            <ReplyEditor opened={opened} onDone={goBack} />
          ) : (
            <ReplyList search={search} focusOn={last} onSearch={setSearch} onOpen={setOpened} />
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
