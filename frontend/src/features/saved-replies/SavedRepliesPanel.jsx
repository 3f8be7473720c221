import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useState } from 'react';

import { useEscape } from '../../ui/hooks/escape.js';
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
 * The saved replies: the list, or the editor of one, in a dialog.
 * @param {object} props
 * @param {(title: string) => import('react').ReactNode} props.head what stands beside the way back
 */
export function SavedRepliesPanel({ head }) {
  const [opened, setOpened] = useState(/** @type {Opened | null} */ (null));
  const [search, setSearch] = useState('');
  // The one that was edited last, where the focus returns to; 0 for a new one.
  const [last, setLast] = useState(/** @type {number | null} */ (null));

  /** @param {import('../../types').SavedReply | null} [saved] */
  function goBack(saved) {
    setLast(saved?.id ?? opened?.reply?.id ?? 0);
    setOpened(null);
  }
  useEscape(opened !== null, goBack);

  return (
    <>
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
        {head(titleOf(opened))}
      </div>
      {opened ? (
        <ReplyEditor opened={opened} onDone={goBack} />
      ) : (
        <ReplyList search={search} focusOn={last} onSearch={setSearch} onOpen={setOpened} />
      )}
    </>
  );
}
