import { useRef } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { createTicket } from '../../api/tickets.js';
import { keys } from '../../domain/ticket/ticketCache.js';
import { storage } from '../../lib/storage.js';
import { submissionFor, ticketFor } from './idempotency.js';

const KEY = 'tf.submission';

/**
 * The ticket on its way, which a form that was left and opened again must not send once more.
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

/** Sends a ticket. Sent again, the same text makes no second one, not even after a reload. */
export function useCreateTicket() {
  const client = useQueryClient();
  const last = useRef(/** @type {Submission | null | undefined} */ (undefined));
  return useMutation({
    // Fails at once without a connection, where the default would wait without a word.
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
      // Who is shown the ticket later has no need of the key to it.
      const ticket = { ...sent, request_token: undefined };
      last.current = null;
      storage.remove(KEY);
      client.setQueryData(keys.ticket(ticket.id), ticket);
      void client.resetQueries({ queryKey: keys.lists });
      client.removeQueries({ queryKey: keys.allNewest });
      void client.invalidateQueries({ queryKey: keys.stats });
      void client.invalidateQueries({ queryKey: keys.counts });
    },
  });
}
