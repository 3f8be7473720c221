import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { noteTyping, stopTyping } from '../../../domain/pulse/typing.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { cleanText } from '../../../lib/text.js';
import { newestReply } from '../thread/timelineCache.js';
import { composerCopy } from './copy.js';
import { addSavedUse, draftName, removeDraft, replaceDraft, useDraft } from './drafts.js';
import { outgoingOf, send } from './outbox.js';
import { messageProblem } from './validation.js';

const DONE = ['resolved', 'closed'];

/**
 * @typedef {import('../../../types').MessageKind} MessageKind
 * @typedef {import('../../../types').NewMessage} NewMessage
 * @typedef {ReturnType<typeof useComposer>} ComposerState
 */

/**
 * Return the state and actions of the composer: it keeps a draft of the reply and one of the note, shows
 * problems and sends.
 * @param {import('../../../types').Ticket} ticket
 * @param {() => void} onSend called when a message is on its way
 */
export function useComposer(ticket, onSend) {
  const { id, requester_name: name } = ticket;
  const client = useQueryClient();
  const owner = useAccountId() ?? null;
  const reply = useDraft(draftName(id, 'reply', owner));
  const note = useDraft(draftName(id, 'note', owner));
  // An unsent note alone is what the person was at.
  const [kind, setKind] = useState(
    /** @type {MessageKind} */ (note.draft && !reply.draft ? 'note' : 'reply'),
  );
  const [wasTried, setWasTried] = useState(false);
  const [notice, setNotice] = useState('');
  // The reply that has become a note, which goes back if it is untouched.
  const moved = useRef('');
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  // What listens to the field has to know when there is another one, after a preview.
  const [element, setElement] = useState(/** @type {HTMLTextAreaElement | null} */ (null));
  const setField = useCallback((/** @type {HTMLTextAreaElement | null} */ next) => {
    field.current = next;
    setElement(next);
  }, []);

  const { draft, isStored } = kind === 'reply' ? reply : note;
  const text = draft?.text ?? '';
  const saved = draft?.saved;
  const problem = messageProblem(cleanText(text), kind);

  /** @param {string} next */
  function type(next) {
    setNotice('');
    if (next) noteTyping(id, kind);
    else stopTyping();
    replaceDraft(draftName(id, kind, owner), { ...draft, text: next, by: owner });
  }

  /** @param {MessageKind} next */
  function change(next) {
    if (next === kind) return;
    setKind(next);
    stopTyping();
    setWasTried(false);
    setNotice(moveText(next));
  }

  /**
   * Take the text along where that is what is meant, and return what to say about it.
   * @param {MessageKind} next
   */
  function moveText(next) {
    const who = name || composerCopy.requester;
    const mine = { text, saved, by: owner };
    if (next === 'note' && text) {
      if (note.draft) return composerCopy.keptReply;
      moved.current = text;
      removeDraft(draftName(id, 'reply', owner));
      replaceDraft(draftName(id, 'note', owner), mine);
      return composerCopy.nowNote(who);
    }
    // A note never becomes a reply by itself: it may be about the requester.
    if (next === 'reply' && text && text === moved.current && !reply.draft) {
      removeDraft(draftName(id, 'note', owner));
      replaceDraft(draftName(id, 'reply', owner), mine);
      return composerCopy.nowReply(who);
    }
    return '';
  }

  /** @param {import('./drafts.js').SavedUse} next */
  function use(next) {
    addSavedUse(draftName(id, kind, owner), next);
  }

  /** @param {import('./drafts.js').SavedUse['set']} set */
  function changeSet(set) {
    if (draft && saved)
      replaceDraft(draftName(id, kind, owner), { ...draft, saved: { ...saved, set } });
  }

  /**
   * @param {Pick<NewMessage, 'then' | 'anyway'>} [options]
   * @returns {boolean} whether the message is on its way
   */
  function submit({ then, anyway } = {}) {
    const cleaned = cleanText(text);
    if (messageProblem(cleaned, kind)) {
      flushSync(() => setWasTried(true));
      field.current?.focus();
      return false;
    }
    const values = { ...saved?.set, ...then };
    // What is snoozed is not done: what was chosen last counts.
    if (then?.snoozed_until && DONE.includes(values.status ?? '')) delete values.status;
    const seen = kind === 'reply' ? newestReply(client, id) : undefined;
    /** @type {NewMessage} */
    const message = {
      kind,
      text: cleaned,
      ...(seen === undefined ? {} : { seen_until: seen }),
      ...(anyway && { anyway }),
      ...(Object.values(values).some(Boolean) && { then: values }),
      ...(saved && { saved_reply: saved.id }),
    };
    send(client, outgoingOf(id, message, draft ?? { text, by: owner }, then));
    removeDraft(draftName(id, kind, owner));
    stopTyping();
    moved.current = '';
    setWasTried(false);
    setNotice('');
    field.current?.focus();
    onSend();
    return true;
  }

  return {
    kind,
    text,
    saved,
    isStored,
    notice,
    problem: wasTried ? problem : undefined,
    field,
    element,
    setField,
    type,
    use,
    changeSet,
    notify: setNotice,
    change,
    submit,
  };
}
