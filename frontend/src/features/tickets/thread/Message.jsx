import { useQueryClient } from '@tanstack/react-query';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Link from 'lucide-react/icons/link';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash';
import { useState } from 'react';
import { flushSync } from 'react-dom';

import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { hrefOf } from '../../../domain/view/address.js';
import { useView } from '../../../domain/view/useView.js';
import { ago } from '../../../lib/dates.js';
import { copyToClipboard } from '../../../ui/hooks/copyToClipboard.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { takeBack } from '../composer/outbox.js';
import { authorName } from './authors.js';
import { threadCopy } from './copy.js';
import { Folded } from './Folded.jsx';
import { MessageHead } from './MessageHead.jsx';
import { MessageText } from '../../../domain/message/MessageText.jsx';
import { NoteDeletion } from './NoteDeletion.jsx';
import { NoteEditor } from './NoteEditor.jsx';
import { useIsHeld } from './useIsHeld.js';

/** @param {number} id */
export const messageId = (id) => `message-${id}`;

/**
 * A message of the conversation: a reply, or a note that only the team sees.
 * @param {object} props
 * @param {number} props.ticket
 * @param {import('../../../types').Message} props.message
 * @param {number | string | null} props.me the account of who reads it
 * @param {number} props.now
 * @param {boolean} props.isAddressed whether the address of the page leads to it
 * @param {boolean} [props.isFixed] whether its ticket is spam or in the bin, where nothing changes
 */
export function Message({ ticket, message, me, now, isAddressed, isFixed = false }) {
  const { id, kind, author, text, html, channel, at, edited_at: editedAt } = message;
  const [mode, setMode] = useState(/** @type {'shown' | 'edited' | 'deleted'} */ ('shown'));
  const name = authorName(author, me);
  const isNote = kind === 'note';
  const label = isNote ? threadCopy.noteLabel : threadCopy.label;
  const role = [
    author.kind === 'requester' ? threadCopy.requesterRole : '',
    threadCopy.channels[channel],
    message.moved_from ? threadCopy.from(message.moved_from) : '',
  ];

  function close() {
    flushSync(() => setMode('shown'));
    document.getElementById(messageId(id))?.focus();
  }

  return (
    <article
      className="message"
      data-kind={kind}
      data-author={author.kind}
      data-addressed={isAddressed || null}
      id={messageId(id)}
      tabIndex={-1}
      aria-label={label(name, ago(at, now))}
    >
      <Avatar name={author.name} kind={author.kind} />
      <div className="bubble">
        <MessageHead
          name={name}
          at={at}
          now={now}
          role={role.filter(Boolean).join(', ')}
          isNote={isNote}
          editedAt={editedAt}
        >
          <Actions
            ticket={ticket}
            message={message}
            isFixed={isFixed}
            isMine={author.kind === 'agent' && author.id === me}
            onEdit={() => setMode('edited')}
            onDelete={() => setMode('deleted')}
          />
        </MessageHead>
        {mode === 'edited' ? (
          <NoteEditor ticket={ticket} note={message} onClose={close} />
        ) : (
          <Folded text={text} isOpenAtFirst={isAddressed}>
            <MessageText html={html} />
          </Folded>
        )}
        {mode === 'deleted' ? (
          <NoteDeletion ticket={ticket} note={message} onClose={close} />
        ) : null}
      </div>
    </article>
  );
}

/**
 * @param {object} props
 * @param {number} props.ticket
 * @param {import('../../../types').Message} props.message
 * @param {boolean} props.isFixed
 * @param {boolean} props.isMine
 * @param {() => void} props.onEdit
 * @param {() => void} props.onDelete
 */
function Actions({ ticket, message, isFixed, isMine, onEdit, onDelete }) {
  const client = useQueryClient();
  const { view } = useView();
  const isHeld = useIsHeld(message.held_until);
  const isEditable = message.kind === 'note' && message.can_edit && !isFixed;

  function copyLink() {
    const link = new URL(hrefOf({ ...view, ticket, message: message.id }), window.location.href);
    void copyToClipboard(link.href);
  }

  return (
    <span className="message-actions">
      {isHeld && isMine ? (
        <button
          type="button"
          className="link-button"
          title={threadCopy.undoHint}
          onClick={() => void takeBack(client, ticket, message, { by: message.author.id })}
        >
          {threadCopy.undo}
        </button>
      ) : null}
      {isEditable ? (
        <>
          <IconButton name={threadCopy.editNote} icon={Pencil} onClick={onEdit} />
          <IconButton name={threadCopy.deleteNote} icon={Trash} onClick={onDelete} />
        </>
      ) : null}
      <IconButton name={threadCopy.copyLink} icon={Link} onClick={copyLink} />
      {isHeld || isFixed ? null : (
        <MenuButton
          name={`message ${message.id}`}
          code={menus}
          menu={({ MessageChoices }) => <MessageChoices ticket={ticket} message={message} />}
          button={{
            className: 'icon-button icon-button--small',
            'aria-label': threadCopy.more,
            title: threadCopy.more,
          }}
        >
          <Ellipsis aria-hidden="true" />
        </MenuButton>
      )}
    </span>
  );
}

/** @param {{ name: string, icon: typeof Link, onClick: () => void }} props */
function IconButton({ name, icon: Icon, onClick }) {
  return (
    <button
      type="button"
      className="icon-button icon-button--small"
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
