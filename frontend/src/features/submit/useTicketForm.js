import { useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { asApiError } from '../../api/errors.js';
import { privateLinkUrl } from '../../api/privateLinkUrl.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { forgetShownOnce } from '../../lib/shownOnce.js';
import { copyToClipboard } from '../../ui/hooks/copyToClipboard.js';
import { showToast } from '../../ui/toasts/toastStore.js';
import { submitCopy } from './copy.js';
import {
  FORM_FIELDS,
  firstProblem,
  nameOfSent,
  problemsIn,
  submissionIn,
  ticketIn,
} from './submission.js';
import { useClassify } from './useClassify.js';
import { useCreateTicket } from './useCreateTicket.js';
import { currentDraft, dispatchDraft, replaceDraft, useDraft } from './useDraft.js';

/** @typedef {import('./submission.js').FieldErrors} FieldErrors */
/** @typedef {import('./draft.js').DraftAction} DraftAction */

/** @param {Record<string, string>} errors @returns {FieldErrors} */
function knownFields(errors) {
  return Object.fromEntries(
    FORM_FIELDS.flatMap((field) => (errors[field] ? [[field, errors[field]]] : [])),
  );
}

/** @param {string} token */
async function copySent(token) {
  if (await copyToClipboard(privateLinkUrl(token))) forgetShownOnce('private_link');
}

/**
 * Announce a sent ticket after its form has left the screen.
 * @param {import('../../types').SentTicket} ticket
 */
function announceSent(ticket) {
  const { request_token: token } = ticket;
  showToast({
    kind: 'success',
    text: submitCopy.confirmation.title(nameOfSent(ticket)),
    ...(token && {
      action: {
        label: ticketCopy.link.copyIt,
        hint: ticketCopy.link.title,
        run: () => void copySent(token),
      },
    }),
  });
}

/**
 * @param {HTMLFormElement | null} form
 * @param {string | undefined} field
 */
function focusField(form, field) {
  if (!form || !field) return;
  const inputs = [...form.querySelectorAll(`[name="${field}"]`)];
  const target =
    inputs.find((input) => /** @type {HTMLInputElement} */ (input).checked) ?? inputs[0];
  /** @type {HTMLElement | undefined} */ (target)?.focus();
}

/**
 * Return the state and actions of the form: it keeps the draft, shows problems, sends, and loses
 * nothing that was typed.
 * @param {(ticket: import('../../types').SentTicket) => void} onSent
 */
export function useTicketForm(onSent) {
  const { draft, isSaved } = useDraft();
  const { ask, stop } = useClassify();
  const { mutateAsync: create, isPending } = useCreateTicket();
  const [wasTried, setWasTried] = useState(false);
  const [refused, setRefused] = useState(/** @type {FieldErrors} */ ({}));
  const [failure, setFailure] = useState('');
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const isSending = useRef(false);

  /** @type {FieldErrors} */
  const problems = { ...refused, ...(wasTried ? problemsIn(ticketIn(draft)) : {}) };

  const edit = useCallback((/** @type {Exclude<DraftAction, { type: 'cleared' }>} */ action) => {
    dispatchDraft(action);
    if ('field' in action) setRefused((errors) => ({ ...errors, [action.field]: undefined }));
  }, []);

  /** @param {unknown} error */
  function fail(error) {
    const { message, fieldErrors } = asApiError(error);
    const atFields = knownFields(fieldErrors);
    const first = firstProblem(atFields);
    const text = `${submitCopy.form.failed} ${message} ${submitCopy.form.kept}`;
    if (!form.current) {
      showToast({ kind: 'error', text });
      return;
    }
    flushSync(() => {
      setRefused(atFields);
      setFailure(first ? '' : text);
    });
    focusField(form.current, first);
  }

  async function send() {
    const ticket = ticketIn(currentDraft());
    const submission = submissionIn(currentDraft());
    // Set before `isPending`, which a second click at the same moment would not see yet.
    isSending.current = true;
    stop();
    setFailure('');
    setRefused({});
    try {
      const created = await create(submission);
      const isUntouched = JSON.stringify(ticketIn(currentDraft())) === JSON.stringify(ticket);
      if (isUntouched) dispatchDraft({ type: 'cleared' });
      if (form.current) onSent(created);
      else announceSent(created);
    } catch (error) {
      fail(error);
    } finally {
      isSending.current = false;
    }
  }

  function submit() {
    if (isSending.current) return;
    const first = firstProblem(problemsIn(ticketIn(currentDraft())));
    if (!first) {
      void send();
      return;
    }
    flushSync(() => setWasTried(true));
    focusField(form.current, first);
  }

  function clear() {
    stop();
    const earlier = currentDraft();
    dispatchDraft({ type: 'cleared' });
    setWasTried(false);
    setRefused({});
    setFailure('');
    focusField(form.current, 'title');
    showToast({
      kind: 'success',
      key: 'draft-cleared',
      text: submitCopy.form.cleared,
      action: {
        label: submitCopy.form.undoClear,
        hint: submitCopy.form.undoClearHint,
        run: () => replaceDraft(earlier),
      },
    });
  }

  return { draft, isSaved, isPending, problems, failure, form, edit, ask, submit, clear };
}
