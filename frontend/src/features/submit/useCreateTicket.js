import { useRef } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { createTicket } from '../../api/tickets.js';
import { keepFor } from '../../domain/session/useShownOnce.js';
import { keys } from '../../domain/ticket/keys.js';
import { storage } from '../../lib/storage.js';
import { submissionFor, ticketFor } from './idempotency.js';
import { nameOfSent } from './submission.js';

const KEY = 'tf.submission';

/**
 * The request under way, which a form that was left and opened again must not send once more.
 * @type {{ key: string, answer: Promise<import('../../types').SentTicket> } | null}
 */
let underWay = null;

/** @typedef {import('./idempotency.js').Submission} Submission */

/** @returns {Submission | null} */
function storedSubmission() {
  try {
    return JSON.parse(storage.read(KEY) ?? 'null');
  } catch {
    return null;
  }
}

/**
 * Return the mutation that sends a ticket. The same text sent again makes no second ticket, not
 * even after a reload.
 */
export function useCreateTicket() {
  const client = useQueryClient();
  const last = useRef(/** @type {Submission | null | undefined} */ (undefined));
  return useMutation({
    // Fail at once while offline; the default would wait silently.
    networkMode: 'always',
    mutationFn: (/** @type {import('../../types').NewTicket} */ ticket) => {
      if (last.current === undefined) last.current = storedSubmission();
      const submission = submissionFor(last.current, ticket);
      last.current = submission;
      storage.write(KEY, JSON.stringify(submission));
      const { key } = submission;
      if (underWay?.key !== key) {
        underWay = { key, answer: createTicket(ticketFor(ticket, submission), key) };
      }
      return underWay.answer;
    },
    onSettled: () => {
      underWay = null;
    },
    onSuccess: (sent) => {
      last.current = null;
      storage.remove(KEY);
      if (sent.request_token) keepFor(client, 'private_link', sent.request_token, nameOfSent(sent));
      if ('id' in sent) {
        // The cached ticket has no need of the private link's token.
        client.setQueryData(keys.ticket(sent.id), { ...sent, request_token: undefined });
      }
      void client.resetQueries({ queryKey: keys.lists });
      client.removeQueries({ queryKey: keys.allNewest });
      void client.invalidateQueries({ queryKey: keys.stats });
      void client.invalidateQueries({ queryKey: keys.counts });
    },
  });
}
