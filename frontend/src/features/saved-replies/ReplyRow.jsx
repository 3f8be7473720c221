import Copy from 'lucide-react/icons/copy';
import Lock from 'lucide-react/icons/lock';
import Pencil from 'lucide-react/icons/pencil';
import Trash2 from 'lucide-react/icons/trash-2';
import { useRef, useState } from 'react';

import { TRIAGE_FIELDS } from '../../api/vocabulary.js';
import { useAccountId } from '../../domain/session/useAccess.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { FieldIcon } from '../../domain/ticket/FieldIcon.jsx';
import { savedReplyCopy } from './copy.js';
import { draftName, useHasDraft } from './drafts.js';
import { ReplyDeletion } from './ReplyDeletion.jsx';

const copy = savedReplyCopy;

/**
 * One saved reply in the list.
 * @param {object} props
 * @param {import('../../types').SavedReply} props.reply
 * @param {(opened: import('./useReplyEditor.js').Opened) => void} props.onOpen
 */
export function ReplyRow({ reply, onOpen }) {
  const { id, name, text, can_edit: canEdit } = reply;
  const [isAsking, setIsAsking] = useState(false);
  const hasDraft = useHasDraft(draftName(reply, useAccountId() ?? null));
  const remove = useRef(/** @type {HTMLButtonElement | null} */ (null));

  function keep() {
    setIsAsking(false);
    requestAnimationFrame(() => remove.current?.focus());
  }

  return (
    <li className="saved-reply" data-reply={id}>
      <div className="saved-reply-words">
        <Head reply={reply} hasDraft={hasDraft} />
        <p className="saved-reply-text" dir="auto">
          {text}
        </p>
        <Facts reply={reply} />
      </div>
      <div className="saved-reply-actions">
        {canEdit ? (
          <button
            type="button"
            className="icon-button"
            aria-label={copy.edit(name)}
            title={copy.edit(name)}
            onClick={() => onOpen({ reply })}
          >
            <Pencil aria-hidden="true" />
          </button>
        ) : null}
        <button
          type="button"
          className="icon-button"
          aria-label={copy.copyIt(name)}
          title={copy.copyIt(name)}
          onClick={() => onOpen({ reply, isCopy: true })}
        >
          <Copy aria-hidden="true" />
        </button>
        {canEdit ? (
          <button
            type="button"
            className="icon-button"
            aria-label={copy.remove(name)}
            title={copy.remove(name)}
            aria-expanded={isAsking}
            ref={remove}
            onClick={() => setIsAsking(true)}
          >
            <Trash2 aria-hidden="true" />
          </button>
        ) : null}
      </div>
      {isAsking ? <ReplyDeletion reply={reply} onKeep={keep} /> : null}
    </li>
  );
}

/** @param {{ reply: import('../../types').SavedReply, hasDraft: boolean }} props */
function Head({ reply: { name, shortcut, shared }, hasDraft }) {
  return (
    <div className="saved-reply-head">
      <h3 className="saved-reply-name">
        <bdi>{name}</bdi>
      </h3>
      {shortcut ? (
        <code className="saved-reply-shortcut" dir="ltr" translate="no">
          <span className="visually-hidden">{copy.shortcut('')}</span>
          <span>{shortcut}</span>
        </code>
      ) : null}
      {shared ? null : (
        <span className="saved-reply-mark">
          <Lock aria-hidden="true" />
          <span>{copy.own}</span>
        </span>
      )}
      {hasDraft ? <span className="saved-reply-draft">{copy.hasDraft}</span> : null}
    </div>
  );
}

/** @param {{ reply: import('../../types').SavedReply }} props */
function Facts({ reply: { set, shared, owner, used_count: used } }) {
  const fields = TRIAGE_FIELDS.filter((field) => set[field]);
  return (
    <div className="saved-reply-facts">
      {fields.map((field) => {
        const value = /** @type {string} */ (set[field]);
        return (
          <span className="saved-reply-set" key={field}>
            <FieldIcon field={field} value={value} />
            <span aria-hidden="true">{ticketCopy.values[value]}</span>
            <span className="visually-hidden">{copy.setsField(field, value)}</span>
          </span>
        );
      })}
      <span>{copy.used(used)}</span>
      {shared && owner?.name ? <bdi>{copy.sharedBy(owner.name)}</bdi> : null}
    </div>
  );
}
