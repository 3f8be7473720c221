import Check from 'lucide-react/icons/check';
import { useId, useState } from 'react';
import { flushSync } from 'react-dom';

import { MESSAGE_MAX } from '../../../api/vocabulary.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { bytesOf, cleanText } from '../../../lib/text.js';
import { runCommand, useCommands } from '../../../ui/commands/commandRegistry.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { useOnline } from '../../../ui/hooks/useOnline.js';
import { useLazyCode } from '../../../ui/lazyCode.js';
import { AssigneeLine } from '../collision/AssigneeLine.jsx';
import { useAssigneeNotice } from '../collision/useAssigneeNotice.js';
import { composerCopy } from './copy.js';
import { KindChoice } from './KindChoice.jsx';
import { composerTools } from './lazyTools.js';
import { fieldId } from './outbox.js';
import { OvertakenNotice } from './OvertakenNotice.jsx';
import { Preview } from './Preview.jsx';
import { SendButtons } from './SendButtons.jsx';
import { useComposer } from './useComposer.js';

const LEAST_ROWS = 2;
const MOST_ROWS = 12;
const NEAR_LIMIT = 0.8;
// What some browsers send for the key that ends a composition.
const COMPOSING = 229;

/**
 * Where agents write to the requester, or for each other, below an open ticket.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {() => void} props.onSend called when a message is on its way
 * @param {(message: number) => void} props.onRead called to show a message in the thread
 * @param {() => void} [props.onManageReplies] called to open where saved replies are written; without it
 *   that is not offered
 */
export function Composer({ ticket, onSend, onRead, onManageReplies }) {
  const composer = useComposer(ticket, onSend);
  const { kind, text, saved, isStored, notice, problem, field, element, setField } = composer;
  const { type, use, changeSet, notify, change, submit } = composer;
  const assignee = useAssigneeNotice(ticket, Boolean(text), useAccountId());
  const [isPreview, setIsPreview] = useState(false);
  const [isWriting, setIsWriting] = useState(false);
  const [hasReplies, setHasReplies] = useState(false);
  const isOnline = useOnline();
  const id = useId();

  /** @param {import('../../../types').MessageKind} next */
  function open(next) {
    // At once, so that nothing of what is typed after the key is lost.
    flushSync(() => {
      change(next);
      // It hides the field.
      setIsPreview(false);
    });
    field.current?.focus();
  }

  function openReplies() {
    setIsPreview(false);
    setHasReplies(true);
  }
  useCommands({
    reply: () => open('reply'),
    note: () => open('note'),
    saved_replies: openReplies,
  });

  const tools = useLazyCode(composerTools, isWriting || hasReplies || Boolean(saved), () =>
    setHasReplies(false),
  );
  const forTools = { field, ticket: ticket.id, kind, onUse: use, onNotice: notify };
  /** @param {Pick<import('../../../types').NewMessage, 'then' | 'anyway'>} [options] */
  function sendAs(options) {
    const isSent = submit(options);
    setIsPreview(false);
    return isSent;
  }

  /** @param {import('react').KeyboardEvent<HTMLElement>} event */
  function handleKey(event) {
    const { key, ctrlKey, metaKey, shiftKey, repeat, nativeEvent, currentTarget, target } = event;
    if (nativeEvent.isComposing || event.keyCode === COMPOSING) return;
    if (key === 'Enter' && (ctrlKey || metaKey)) {
      event.preventDefault();
      if (!repeat) sendAs(shiftKey ? { then: { status: 'resolved' } } : {});
    }
    if (key === 'Escape' && target === field.current) {
      event.preventDefault();
      event.stopPropagation();
      // From there the keys of the ticket work again.
      /** @type {HTMLElement | null} */ (currentTarget.closest('.detail'))?.focus();
    }
  }

  const described = [problem ? `${id}-error` : '', `${id}-size`].filter(Boolean).join(' ');
  const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, text.split('\n').length));
  return (
    <div className="composer-frame">
      {tools && !isPreview ? (
        <tools.Suggestions element={element} isEmpty={!text} {...forTools} />
      ) : null}
      {tools && hasReplies ? (
        <tools.SavedReplies
          tools={forTools}
          onClose={() => setHasReplies(false)}
          onManage={onManageReplies}
        />
      ) : null}
      {/* The keys bubble up from the field; the form itself takes none. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        className="composer"
        aria-label={composerCopy.kinds[kind]}
        data-kind={kind}
        data-empty={!text || null}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          sendAs();
        }}
        onKeyDown={handleKey}
        onFocus={() => setIsWriting(true)}
      >
        {kind === 'reply' ? (
          <OvertakenNotice
            ticket={ticket.id}
            onRead={onRead}
            onSend={(then) => sendAs({ anyway: true, then })}
          />
        ) : null}
        {kind === 'reply' ? <AssigneeLine ticket={ticket} notice={assignee} /> : null}
        <div className="composer-top">
          <KindChoice value={kind} onChange={change} />
          {isStored && text ? (
            <span className="draft-saved">
              <Check aria-hidden="true" />
              <span>{composerCopy.draftSaved}</span>
            </span>
          ) : null}
        </div>
        {isPreview ? (
          <Preview text={cleanText(text)} />
        ) : (
          <textarea
            className="composer-text"
            id={fieldId(ticket.id)}
            aria-label={composerCopy.text[kind]}
            aria-invalid={problem ? true : undefined}
            aria-describedby={described}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            placeholder={composerCopy.placeholder[kind]}
            // While empty it has the direction of the page.
            dir={text ? 'auto' : undefined}
            rows={rows}
            ref={setField}
            value={text}
            onChange={(event) => type(event.target.value)}
          />
        )}
        <Size id={`${id}-size`} text={text} />
        <div role="alert">
          <FieldError id={`${id}-error`} text={problem} />
        </div>
        <p className="composer-notice" role="status">
          {isOnline ? notice : composerCopy.offline}
        </p>
        {tools && saved ? <tools.AlsoSets set={saved.set} onChange={changeSet} /> : null}
        <SendButtons
          ticket={ticket}
          kind={kind}
          isPreview={isPreview}
          onPreview={() => setIsPreview(!isPreview)}
          onSend={(then) => sendAs({ then })}
          onSendNext={() => sendAs() && runCommand('next_in_queue')}
        >
          {tools && !isPreview ? (
            <tools.FormatBar
              fieldId={fieldId(ticket.id)}
              element={element}
              isOpen={hasReplies}
              onType={(next) => next !== text && type(next)}
              onReplies={() => (hasReplies ? setHasReplies(false) : openReplies())}
            />
          ) : null}
        </SendButtons>
      </form>
    </div>
  );
}

/**
 * How much of the room a text takes, once that matters.
 * @param {{ id: string, text: string }} props
 */
function Size({ id, text }) {
  // A letter has three bytes at most, or four as two units.
  const mayBeLong = text.length * 3 > MESSAGE_MAX * NEAR_LIMIT;
  const size = mayBeLong ? bytesOf(cleanText(text)) : 0;
  if (size <= MESSAGE_MAX * NEAR_LIMIT) return null;
  return (
    <p className="composer-size" data-over={size > MESSAGE_MAX || null} id={id}>
      <span aria-hidden="true">{composerCopy.size(size, MESSAGE_MAX)}</span>
      <span className="visually-hidden">{composerCopy.sizeSpoken(MESSAGE_MAX - size)}</span>
    </p>
  );
}
