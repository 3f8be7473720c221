import { useEffect, useRef } from 'react';

import { savedReplyCopy } from './copy.js';

const copy = savedReplyCopy.conflict;

/**
 * Tells that somebody else has changed or deleted what is being edited, and asks what to keep.
 * @param {object} props
 * @param {import('../../types').SavedReply | 'deleted'} props.theirs
 * @param {boolean} props.isPending
 * @param {() => void} props.onMine
 * @param {() => void} props.onTheirs
 */
export function ReplyConflict({ theirs, isPending, onMine, onTheirs }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const isDeleted = theirs === 'deleted';
  useEffect(() => void box.current?.scrollIntoView?.({ block: 'nearest' }), [theirs]);
  const mine = isDeleted ? copy.asNew : copy.mine;
  return (
    <div className="reply-conflict" role="alert" ref={box}>
      <b>{isDeleted ? copy.deletedTitle : copy.title}</b>
      <p>{isDeleted ? copy.deletedText : copy.text}</p>
      {isDeleted ? null : (
        <blockquote className="reply-conflict-text" dir="auto">
          <b>{theirs.name}</b>
          <p>{theirs.text}</p>
        </blockquote>
      )}
      <div className="reply-conflict-actions">
        <button
          type="button"
          className="button button--small button--primary"
          aria-disabled={isPending || undefined}
          onClick={onMine}
        >
          {mine}
        </button>
        {isDeleted ? null : (
          <button type="button" className="button button--small button--soft" onClick={onTheirs}>
            {copy.theirs}
          </button>
        )}
      </div>
    </div>
  );
}
