import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { asApiError } from '../../api/errors.js';
import { createSavedReply, getSavedReply, updateSavedReply } from '../../api/savedReplies.js';
import { useAccountId } from '../../domain/session/useAccess.js';
import { SAVED_REPLIES } from '../../domain/saved-reply/panel.js';
import { showToast } from '../../ui/toasts/toastStore.js';
import { savedReplyCopy } from './copy.js';
import { draftName, findDraft, keepDraft, removeDraft } from './drafts.js';
import { cleaned, EMPTY, isSame, problemsOf, valuesOf } from './values.js';

/**
 * @typedef {import('../../types').SavedReply} SavedReply
 * @typedef {import('../../types').SavedReplyValues} SavedReplyValues
 *
 * @typedef {object} Opened
 * @property {SavedReply | null} reply null for a new one
 * @property {boolean} [isCopy] whether it is to become another one
 */

const copy = savedReplyCopy.editor;

/** @param {Opened} opened @returns {SavedReplyValues} */
function startingValues({ reply, isCopy }) {
  if (!reply) return EMPTY;
  if (!isCopy) return valuesOf(reply);
  return { ...valuesOf(reply), name: savedReplyCopy.copyName(reply.name), shortcut: '' };
}

/**
 * The state of the editor: what is typed is kept on the device until it is saved or discarded.
 * @param {Opened} opened
 * @param {(saved: SavedReply | null) => void} onDone called with null where nothing was saved
 */
export function useReplyEditor(opened, onDone) {
  const client = useQueryClient();
  const by = useAccountId() ?? null;
  const isEdited = opened.reply !== null && !opened.isCopy;
  const name = draftName(opened.reply, by, opened.isCopy);
  const [base, setBase] = useState(() => startingValues(opened));
  const [draft] = useState(() => findDraft(name));
  const [values, setValues] = useState(() => (draft ? { ...EMPTY, ...valuesOf(draft) } : base));
  const [version, setVersion] = useState(
    (isEdited && (draft?.version || opened.reply?.version)) || 0,
  );
  const [isRestored, setIsRestored] = useState(draft !== undefined);
  const [isPending, setIsPending] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  const [refusals, setRefusals] = useState(/** @type {Record<string, string>} */ ({}));
  const [failure, setFailure] = useState('');
  const [theirs, setTheirs] = useState(/** @type {SavedReply | 'deleted' | null} */ (null));
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);

  const problems = wasTried ? problemsOf(cleaned(values)) : {};

  /** @param {Partial<SavedReplyValues>} changes */
  function change(changes) {
    const next = { ...values, ...changes };
    setValues(next);
    setIsRestored(false);
    setRefusals((all) =>
      Object.fromEntries(Object.entries(all).filter(([key]) => !(key in changes))),
    );
    if (isSame(next, base)) removeDraft(name);
    else keepDraft(name, { ...next, by, version });
  }

  /** @param {SavedReplyValues} next */
  function reset(next) {
    removeDraft(name);
    setBase(next);
    setValues(next);
    setIsRestored(false);
    setTheirs(null);
    setFailure('');
    setRefusals({});
    setWasTried(false);
  }

  /** @param {{ over?: number, asNew?: boolean }} [how] `over`: the version to replace */
  async function save({ over = version, asNew = !isEdited } = {}) {
    const sent = cleaned(values);
    setWasTried(true);
    if (isPending || Object.keys(problemsOf(sent)).length) return;
    setIsPending(true);
    setFailure('');
    try {
      const saved =
        asNew || !opened.reply
          ? await createSavedReply(sent)
          : await updateSavedReply(opened.reply.id, sent, over);
      removeDraft(name);
      void client.invalidateQueries({ queryKey: SAVED_REPLIES });
      showToast({ kind: 'success', key: 'saved-reply', text: copy.saved(saved.name) });
      if (isShown.current) onDone(saved);
    } catch (error) {
      await explain(asApiError(error));
    } finally {
      setIsPending(false);
    }
  }

  /** @param {import('../../api/errors.js').ApiError} problem */
  async function explain({ kind, message, fieldErrors }) {
    const known = Object.keys(fieldErrors).some((field) => field in EMPTY);
    setRefusals(fieldErrors);
    if (kind === 'not_found') setTheirs('deleted');
    else if (kind === 'conflict' && opened.reply) await readTheirs(opened.reply.id);
    else if (!known) setFailure(copy.failed(message));
  }

  /** @param {number} id */
  async function readTheirs(id) {
    try {
      setTheirs(await getSavedReply(id));
    } catch (error) {
      const { kind, message } = asApiError(error);
      if (kind === 'not_found') setTheirs('deleted');
      else setFailure(copy.failed(message));
    }
    void client.invalidateQueries({ queryKey: SAVED_REPLIES });
  }

  return {
    values,
    change,
    save,
    isPending,
    isRestored,
    isChanged: !isSame(values, base),
    failure,
    theirs,
    /** Saves over what somebody else has made of it. */
    saveMine: () => {
      if (theirs === 'deleted') return save({ asNew: true });
      return theirs ? save({ over: theirs.version }) : undefined;
    },
    takeTheirs: () => {
      if (!theirs || theirs === 'deleted') return;
      setVersion(theirs.version);
      reset(valuesOf(theirs));
    },
    discard: () => {
      reset(base);
      onDone(null);
    },
    problems: /** @type {import('./values.js').Problems} */ ({ ...refusals, ...problems }),
  };
}
