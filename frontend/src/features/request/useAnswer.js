import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../api/errors.js';
import { sendPublicMessage } from '../../api/publicMessages.js';
import { lengthProblem } from '../../domain/message/validation.js';
import { sendingFor } from '../../lib/idempotency.js';
import { keepShownOnce } from '../../lib/shownOnce.js';
import { cleanText } from '../../lib/text.js';
import { answerDraft, useAnswerDraft } from './answerDraft.js';
import { requestCopy } from './copy.js';
import { requestKeys } from './keys.js';
import { withSent } from './messages.js';
import { checkLink } from './polling.js';
import { storeTicket } from './usePublicTicket.js';

const { answer: copy } = requestCopy;
const OTHER_CONTENT = 422;

/** @param {string} text as it is sent */
const problemWith = (text) => (text ? lengthProblem(text) : copy.missing);

/**
 * Return the mutation that sends an answer; the same text sent again is stored once.
 * @param {string} token
 * @param {string} reference
 */
function useSendAnswer(token, reference) {
  const client = useQueryClient();
  const draft = answerDraft(reference);
  const queryKey = requestKeys.messages(token);

  /** @param {import('../../types').SentPublicMessage} sent */
  async function store({ ticket, follow_up: followUp, ...message }) {
    draft.clear();
    if (followUp) {
      // Its link may have been revoked since, where this is the answer to a retry.
      const { reference: about, request_token: value } = followUp;
      keepShownOnce('private_link', { value: value ?? '', about, from: reference, owner: null });
      return;
    }
    await Promise.all([
      storeTicket(client, token, ticket),
      client.cancelQueries({ queryKey, exact: true }),
    ]);
    client.setQueryData(queryKey, (/** @type {any} */ known) => withSent(known, message));
    void client.invalidateQueries({ queryKey, exact: true });
  }

  return useMutation({
    // Fail at once while offline; the default would wait silently.
    networkMode: 'always',
    mutationFn: (/** @type {string} */ text) => {
      const sending = sendingFor(draft.store.getState().sending, text);
      draft.keepSending(sending);
      return sendPublicMessage(token, text, sending.key);
    },
    onSuccess: store,
    onError: (error) => {
      if (asApiError(error).status === OTHER_CONTENT) draft.keepSending(null);
      checkLink(client, token, error);
    },
  });
}

/**
 * Return the state and actions of the answer box: it keeps the draft, shows problems, sends, and loses
 * nothing that was typed.
 * @param {string} token
 * @param {string} reference
 */
export function useAnswer(token, reference) {
  const { text, isSaved } = useAnswerDraft(reference);
  const { mutateAsync, isPending } = useSendAnswer(token, reference);
  const [wasTried, setWasTried] = useState(false);
  const [refused, setRefused] = useState('');
  const [failure, setFailure] = useState('');
  const [notice, setNotice] = useState('');
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const isSending = useRef(false);

  const cleaned = cleanText(text);
  const problem = refused || (wasTried ? problemWith(cleaned) : undefined);

  /** @param {string} typed */
  function type(typed) {
    answerDraft(reference).type(typed);
    setRefused('');
    setNotice('');
  }

  /** Show what became of an attempt, in place of what was shown before. @param {{ failure?: string, notice?: string }} result */
  function show(result) {
    setFailure(result.failure ?? '');
    setNotice(result.notice ?? '');
  }

  /** @param {unknown} error */
  function fail(error) {
    const { message, fieldErrors } = asApiError(error);
    flushSync(() => {
      setRefused(fieldErrors.text ?? '');
      show({ failure: fieldErrors.text ? '' : `${copy.notSent} ${message} ${copy.kept}` });
    });
    if (fieldErrors.text) box.current?.focus();
  }

  async function send() {
    // Set before `isPending`, which a second press at the same moment would not see yet.
    isSending.current = true;
    setRefused('');
    show({});
    try {
      await mutateAsync(cleaned);
      setWasTried(false);
      show({ notice: copy.wasSent });
    } catch (error) {
      fail(error);
    } finally {
      isSending.current = false;
    }
  }

  function submit() {
    if (isSending.current) return;
    if (!problemWith(cleaned)) {
      void send();
      return;
    }
    flushSync(() => setWasTried(true));
    box.current?.focus();
  }

  return { text, cleaned, isSaved, isPending, problem, failure, notice, box, type, submit, show };
}
